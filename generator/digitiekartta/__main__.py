"""``python -m digitiekartta``: the same as the command ``digitiekartta``."""

from digitiekartta.commands.main import main

main()
