"""发布时的设置：在 pelicanconf.py 之上，只写不同的地方。"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from pelicanconf import *  # noqa: F403

SITEURL = ""  # 发布后的完整网址，例如 "https://paper.example/news"
