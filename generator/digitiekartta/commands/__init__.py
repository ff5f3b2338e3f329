"""The command line, commands that belong together in one module: the only part that prints."""
