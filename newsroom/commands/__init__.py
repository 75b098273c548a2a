"""One module a command of `linli`."""
