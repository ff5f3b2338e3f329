"""digitiekartta: a municipality's digital roadmap as data and as an accessible static site."""

__version__ = "0.2.0"
