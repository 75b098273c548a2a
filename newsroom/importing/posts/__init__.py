"""Files with fields of their own: posts of Hexo, Jekyll, Hugo and Pelican, articles of Linli, manuscripts with 标题：/作者： lines.

`matter` parts fields and body, `wxr` those of an export of WordPress, `post` makes an item of them, `body` brings the body into what Linli reads.
"""

from newsroom.importing.posts.matter import Matter, read_matter
from newsroom.importing.posts.post import import_post
from newsroom.importing.posts.wxr import import_wxr, is_wxr

__all__ = ["Matter", "import_post", "import_wxr", "is_wxr", "read_matter"]
