"""The headers that a web server sends with the site: the one list behind all server settings."""

from __future__ import annotations

from digitiekartta.audit.server import POLICY

CONTENT_SECURITY_POLICY = f"{POLICY}; frame-ancestors 'self'"
"""What the pages may do in a reader's browser, and who may show them in a frame."""

HEADERS = (
    ("Content-Security-Policy", CONTENT_SECURITY_POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),
    (
        "Permissions-Policy",
        "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    ),
)
"""Sent with every answer, errors too."""

CACHE_PAGES = "no-cache"
"""Browsers may keep a page but ask each time whether it is still the same."""

CACHE_HASHED = "public, max-age=31536000, immutable"
"""A file whose name tells its content never changes: for a year nobody asks."""

HASHED = r"/assets/(.*[./-])?[0-9a-f]{8,64}(\.min)?\.[a-z0-9]+$"
"""The addresses of such files, as a regular expression that nginx and Apache understand."""

COMPRESSED = ("css", "csv", "html", "js", "json", "md", "svg", "txt", "xml")
"""The kinds of files that have compressed copies beside them."""
