"""The site: an engine turns pages into HTML, which is finished, checked and put in place."""
