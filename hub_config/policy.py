"""What a page of ours may load, and where it may be shown: only from here, and in nobody's frame."""

REGOLE_DELLE_PAGINE = (
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
    "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
)
