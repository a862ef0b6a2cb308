"""The accounts of the next two years, in the shape of a rendiconto and of a bilancio."""
