"""The command ``digitiekartta``, also as ``python -m digitiekartta``."""

import gc
import sys

from digitiekartta.basics.interrupts import end_at_once, leave


def main() -> None:
    """Run the command line and leave with its exit code."""
    try:
        # Before the rest is loaded, which takes half a second.
        end_at_once()
        # A roadmap is many things that stay: to look for what has gone among them at every few
        # hundred new ones takes a tenth of the time and frees nothing.
        gc.set_threshold(50_000, 20, 20)
        from digitiekartta.commands.main import commands
        from digitiekartta.commands.program import run

        code = run(commands)
        end_at_once()
    except KeyboardInterrupt:  # a second one, while the first was told
        leave()
    sys.exit(code)


if __name__ == "__main__":
    main()
