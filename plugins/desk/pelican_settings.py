"""How Pelican itself is set up for a paper. `pelicanconf.py` takes these in with its first line.

The desk reads, the press writes: Pelican's own readers, feeds, archives and copying have nothing to do.
"""

PATH = "content"
OUTPUT_PATH = "output"
TIMEZONE = "Asia/Shanghai"
PLUGIN_PATHS = ["."]

ARTICLE_PATHS: list[str] = []
PAGE_PATHS: list[str] = []
STATIC_PATHS: list[str] = []
THEME_STATIC_PATHS: list[str] = []
DIRECT_TEMPLATES: list[str] = []
FEED_ALL_ATOM = None
CATEGORY_FEED_ATOM = None
TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = None
AUTHOR_FEED_RSS = None
DELETE_OUTPUT_DIRECTORY = False
CACHE_CONTENT = False
