"""The paper of a day by page: the order of pieces, the files of printed pages, and what of them leads where."""
