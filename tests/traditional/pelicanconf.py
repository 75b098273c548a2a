"""汐埔報的設定：一份用正體字寫的地方報。鎮、里、人名都是虛構的。"""

from plugins.desk.pelican_settings import *  # noqa: F403

SITENAME = "汐埔報"
MOTTO = "鎮上的事，慢慢說"
SITEURL = "https://xipu.example/news"
TIMEZONE = "Asia/Taipei"
SCRIPT = "hant"

SECTIONS = {"news": "要聞", "life": "生活", "culture": "藝文", "opinion": "言論"}
REGIONS = {"yanqiao": "鹽橋里", "shilian": "石蓮里", "bairong": "白榕里"}
PAGE_NAMES = {1: "要聞", 2: "里鄰", 4: "副刊"}
BANNERS = {"values": ["front"], "slogans": ["front", "section", "article"]}

IMPRINT = ["汐埔報編輯部 編輯發行　每週一、週四出版", "地址：汐埔鎮鹽橋里舊鹽路 7 號"]
SERIAL = "汐埔鎮公所贊助刊物 第 0007 號"

PLUGINS = [
    "plugins.desk",
    "plugins.bylines",
    "plugins.pictures",
    "plugins.sections",
    "plugins.issues",
    "plugins.hanzi",
    "plugins.search",
    "plugins.syndication",
    "plugins.press",
]
