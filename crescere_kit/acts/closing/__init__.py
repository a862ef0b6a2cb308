"""What an exercise closes with: the risultato di amministrazione, its parts, and the text that tells it."""
