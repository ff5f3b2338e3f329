"""The command line: one module a command. The only part of the program that prints."""
