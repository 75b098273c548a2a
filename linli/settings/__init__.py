"""The settings of a paper: every option in one table, the file that they are written in, and one judgement of it."""
