"""`linli check`: findings on content, and the mending of what is safe to mend.

`checking` goes through everything; each rule is a module that knows nothing of it. `galley` is a file as they read it.
"""

from newsroom.checking.checking import check

__all__ = ["check"]
