"""`linli` as it is started: Ctrl-C ends it without a word also while its modules are loaded."""

import sys

from newsroom import INTERRUPTED


def main() -> int:
    """Runs the command that was typed; gives the exit code."""
    try:
        from newsroom.cli import main as run

        return run()
    except KeyboardInterrupt:
        return INTERRUPTED


if __name__ == "__main__":
    sys.exit(main())
