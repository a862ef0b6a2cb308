"""What the acts of programming share: tributi, disavanzo, riequilibrio, personnel, budget."""
