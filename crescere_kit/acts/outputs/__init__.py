"""What leaves the office: PDF, preview, the copy for the albo, metadata, the package of an act."""
