"""本报的设置。改完保存，再运行 make site 就会生效。

每一行写成 名字 = "内容"；引号用英文的直引号。
"""

from plugins.desk.pelican_settings import *  # noqa: F403 - Pelican 自身的设置，请保留这一行

# ── 报纸 ────────────────────────────────────────────────
SITENAME = "青禾报"
MOTTO = "记青禾的事，说青禾的话"
SITEURL = ""  # 发布后的网址写在 publishconf.py
TIMEZONE = "Asia/Shanghai"

# ── 栏目：网址用的短名，和名称。次序就是显示的次序 ─────────────
SECTIONS = {
    "news": "要闻",
    "governance": "基层治理",
    "livelihood": "民生",
    "countryside": "乡村",
    "culture": "文化",
    "opinion": "言论",
}

# ── 地区 ────────────────────────────────────────────────
REGIONS = {
    "dongmen": "东门街道",
    "liuxi": "柳溪镇",
    "shiqiao": "石桥镇",
    "bailuhu": "白鹭湖镇",
    "yuntai": "云台乡",
}

# ── 版名：版次，和这一版的名字。没有固定的版名，就整段删去 ──────
PAGE_NAMES = {1: "要闻", 2: "综合", 3: "乡镇", 4: "文化"}

# ── 另一种文字：网址前缀，和转换的方式。s2tw 台湾正体，s2hk 香港繁体，s2twp 连词汇也改成台湾的，s2t 标准繁体 ──
TWINS = {"hant": "s2tw"}

# ── 公益内容放在哪些页面：front 头版，section 栏目，region 地区，month 月份，archive 往期，issue 每期 ──
BANNERS = {"values": ["front"], "slogans": ["front", "section"]}

# ── 页脚 ────────────────────────────────────────────────
IMPRINT = ["青禾报编辑部 编辑出版　每周一、周四出版", "地址：青禾县东门街道文昌巷 12 号　电话：0000-0000000"]
SERIAL = "内部资料 青禾准印 0001 号"  # 刊号
ICP = "青ICP备00000000号"  # 备案号
POLICE = "青公网安备 00000000000000 号"  # 公安备案号
LICENCE = "互联网新闻信息服务许可证 00000000000（虚构）"  # 互联网新闻信息服务许可证

# ── 功能模块 ────────────────────────────────────────────────
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
