"""The hub: who enters, through which door, and the servers behind the doors."""
