"""The beginning of a paper of one's own: its facts, its settings, its first content, in a folder of its own.

The folder is apart from the code, so that each has its own history: the code is brought up to date by `git pull`, whatever
the paper does, and the paper can be kept, moved and backed up alone.
"""
