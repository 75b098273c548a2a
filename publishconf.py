"""发布时的设置：在 pelicanconf.py 之上，只写不同的地方。"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from pelicanconf import *  # noqa: F403

SITEURL = ""  # 发布后的完整网址，例如 "https://paper.example/news"
DEPLOY_TO = ""  # linli publish 发到哪里，例如 "/srv/www/paper" 或 "ssh://user@server/srv/www/paper"
