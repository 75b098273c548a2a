"""The site on this machine while it is worked on: built on every save, shown in every open browser.

`state` is what there is to show, `builder` makes it, `server` shows it.
"""
