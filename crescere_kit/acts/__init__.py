"""The acts of a comune: from specific data to complete documents, each number with where it comes from."""
