"""The hooks of the desk, beside Pelican's own."""

from blinker import signal

# Sent with a Manuscript before its Markdown is rendered: a plugin may take blocks out of the
# body and fill in fields of the article (bylines does).
manuscript_read = signal("linli_manuscript_read")
