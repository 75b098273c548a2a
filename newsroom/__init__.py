"""The editors' command, `linli`."""

INTERRUPTED = 130  # the exit code of a program that Ctrl-C ended, as shells have it
