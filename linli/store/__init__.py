"""What was read before, so that a file that did not change costs a `stat`."""
