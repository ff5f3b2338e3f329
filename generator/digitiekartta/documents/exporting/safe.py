"""Texts that a spreadsheet program would run: recognised, and made harmless where they go there."""

_BEGINNINGS = ("=", "+", "-", "@", "\t", "\r")


def begins_formula(text: str) -> bool:
    """Whether a spreadsheet program may take a text for a formula."""
    return text.startswith(_BEGINNINGS)


def harmless(text: str) -> str:
    """Return a text for a CSV file: what looks like a formula gets an apostrophe before it."""
    return f"'{text}" if begins_formula(text) else text
