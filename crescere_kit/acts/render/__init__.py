"""From a Word template and the data of an act to the finished document: strictly, or with an explanation."""
