"""SIOPE: what the treasurer collected and paid, by month or by year."""
