"""Salvaguardia degli equilibri: what is declared, what the accounts say, and what is missing."""
