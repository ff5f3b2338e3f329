"""Markup: our Markdown, from escaping of editors' text to the extension that draws components."""
