"""The roadmap: its model, and how content/ is read, checked, formatted and made canonical."""
