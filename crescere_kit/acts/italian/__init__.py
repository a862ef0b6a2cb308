"""The Italian of acts: amounts in words, dates, ordinals, articles, agreement, offices. Words are in data."""
