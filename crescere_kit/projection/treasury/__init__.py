"""The cash of the projected years: what is collected and paid, year by year and month by month."""
