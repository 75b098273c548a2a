"""The editors' command, `linli`."""
