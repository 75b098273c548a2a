"""Files with fields of their own: posts of Hexo, Jekyll, Hugo and Pelican, articles of Linli, manuscripts with 标题：/作者： lines.

`matter` parts fields and body, `post` makes an item of them, `body` brings the body into what Linli reads.
"""

from newsroom.importing.posts.matter import Matter, read_matter
from newsroom.importing.posts.post import import_post

__all__ = ["Matter", "import_post", "read_matter"]
