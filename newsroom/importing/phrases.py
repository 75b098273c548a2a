"""Lines that say by their words what they are: columns, offices, dates, notes on the author, asides, notices.

All are looked for in Simplified Chinese (`script.reading`).
"""

from __future__ import annotations

import re

from plugins.bylines.names import is_name, is_ordinary

COLUMN = re.compile(
    r".{0,10}(?:短波|快讯|简讯|短讯|快报|简报|速递|速览|快览|集锦|集萃|撷英|短新闻|一句话新闻|简明新闻|新闻简报|要闻简报|动态|传真|播报|短播|零讯|点击|扫描|一览|拾零|之窗|信息窗|信息台"
    r"|连线|专栏|专版|专题|视点|时评|短评|评论|社论|来论|观点|快评|锐评|诗歌|诗词|散文|小说|小小说|微小说|杂文|书评|影评|游记|报告文学|书画|论坛|漫谈|杂谈|杂议|今日谈|街谈|一得|言论|讲堂|学堂|课堂|副刊|诗页|诗苑|诗笺|新作|随笔|文苑|故事|人物|印记|记忆|风采|看台|进行时|在行动|走基层|聚焦|观察|追踪|热线|信箱|来信|提醒|问答|公益广告|镜头|百态|掠影|写真|园地|天地|之声|在线|广场|平台|窗口|大家谈|夜话|视野|纵横|经纬|驿站|茶座|沙龙|讲坛|史话|掌故|往事|钩沉|思考|探索|调研|实践|理论|生活|民生|健康|法治|教育|文化|经济|农事|乡村|社会|时政|综合新闻|要闻)"
)
BOXED = re.compile("[【〖][^【】〖〗]{2,8}[】〗]|[｜|][^｜|]{2,8}[｜|]")
BRIEFS = re.compile(
    r".{0,10}(?:短波|快讯|简讯|短讯|快报|简报|速递|速览|快览|集锦|短新闻|一句话新闻|简明新闻|动态|传真|播报|短播|零讯|点击|扫描|一览|拾零|信息窗|信息台|连线|要闻|新闻|资讯)"
)
OFFICE = re.compile(
    r"(?![记从在由向据到对为把被与和])(?:[\u3400-\u9fff（）()·、\s]{2,30})(?:公司|集团|局|厅|委|委员会|政府|办公室|办|组|中心|站|所|队|会|院|校|学校|中学|小学|幼儿园|大学|学院|馆|社|社区|编辑部|本报|报社|党支部|支部|党委|党工委|派出所|支行|银行|厂|店|部|处|科|法院|检察院|协会|联合会|合作社|物业)"
)
LONGEST_OFFICE = 28  # characters
HAPPENS = re.compile(
    "在|就|对|将|获|召开|举行|举办|成立|通过|启动|开幕|闭幕|揭牌|签署|走进|审议|开展|来了|有了"
)  # in a headline, and in no office
DATE = re.compile(
    r"[（(]?(?:\d{4}|[二〇○零一二三四五六七八九]{4})\s*年\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*月(?:\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*[日号])?(?:于.{1,10})?[）)]?|\d{4}[-./]\d{1,2}[-./]\d{1,2}"
)
# What stands below a text about its author, its pictures or where it comes from.
ABOUT = re.compile(
    r"^[（(【](?:作者|本文作者|笔者|编者|题图|本版|本组|本栏|图片?|照片|资料|供稿|投稿|来稿|摘自|选自|原载|节选|有删节|未完|待续|全文完|完|本报记者)|(?:供稿|提供|发布|供图|作者系.{0,100}|整理|印发|播报|通过|修订|连载|待续|完|采集|监测|统计|汇总|制表|公布|供)[）)】]$"
)
ASIDE = re.compile(
    r"[【\[（(〖]?(?P<head>编者按|编者的话|编者语|编后|编后语|编后话|编余|编辑后记|采访后记|记者手记|采访手记|编辑手记|手记|相关链接|新闻链接|知识链接|资料链接|政策链接|法律链接|法条链接|小链接|链接|延伸阅读|背景链接|新闻背景|背景资料"
    r"|相关新闻|相关报道|相关阅读|名词解释|小贴士|温馨提示|小知识|新闻助读|开栏的话|开栏语|专家点评|点评|专家提醒|记者感言|读后|短评|作者简介|核心提示|阅读提示|内容提要|导读|记者点评|编辑点评|事件回顾|新闻回放|数说|数读)[】\]）)〗]?"
    r"(?P<mark>\s*[:：]\s*|[\s\u3000]+|(?<=[】\]）)〗])|$)(?P<text>.*)"
)
FORE = re.compile("编者|开栏|核心提示|阅读提示|内容提要|导读|引言")
SLIGHT = re.compile(
    "短评|点评|导读|温馨提示|专家提醒|手记|链接|作者简介|数说|数读"
)  # may as well be a headline or a column
NOTICE = re.compile(
    r".{0,18}(?:通知|公告|通告|公示|启事|声明|讣告|讣闻|倡议书|感谢信|公开信|招聘|招租|征稿|征文|天气|天气预报|气象|时刻表|一览表|名单|光荣榜|红黑榜|表彰决定|决定|通报|更正|致歉|寻人|征集令|招生简章|简章|日程|菜价|价格表|节目单|节目预告|目录)"
)
FIELD = re.compile(
    r"(?:[\u3400-\u9fff]{0,6}(?:电话|热线|邮箱|信箱|地址|地点|时间|联系人|网址|邮编|微信|QQ|票价|费用|报名方式|传真|对象|待遇|要求|截止|开户行|账号))\s*[:：].+|[\u3400-\u9fff]{2,8}\s*+[:：]\s*+(?=[^，。；！？“”]{0,60}\d)[^，。；！？“”]{1,40}$"
)
NUMBERED = re.compile(
    r"(?:[（(]\s*[一二三四五六七八九十\d]{1,3}\s*[）)]|第[一二三四五六七八九十]+[，、\s章节]|[一二三四五六七八九十]{1,3}\s*[、.．]|\d{1,2}\s*[、.．)）]|[①-⑳]|[❶-❿]|之[一二三四五六七八九十]\s)\s*"
)
BULLET = re.compile(r"[●■◆▲★◎○◇△☆▍▌□※◤▶►•]\s*")
CAPTION = re.compile(r"^(?:图为|上图|下图|左图|右图|题图|图[①-⑩一二三]|本组图片)|图为|如图")
PUBLIC = re.compile(r"[（(【]?(?:公益广告|公益宣传|宣传标语)[）)】]?[:：]?")
QUESTION = re.compile(r"(?:问|答|记者|主持人|[QA]|[\u3400-\u9fff]{2,4})\s*[:：]\s*\S")
NAMES = re.compile(
    r"(?:[\u3400-\u9fff]{2,4}|[\u3400-\u9fff][\s\u3000]+[\u3400-\u9fff])(?:[\s\u3000、]+(?:[\u3400-\u9fff]{2,4}|[\u3400-\u9fff][\s\u3000][\u3400-\u9fff]))+"
)
PEN = re.compile(r"[（(]?[\u3400-\u9fff·]{2,4}[）)]?")
DATED = re.compile(r"(?:\d{1,2}月\d{1,2}日|\d{1,2}日|近日|日前|昨日|连日来)")  # as captions begin
# A post before a name, as it stands below the headline of a speech or a letter.
POST = re.compile(
    r".{0,20}(?:书记|主任|局长|镇长|乡长|县长|市长|区长|校长|院长|站长|主席|部长|会长|所长|教授|研究员|读者|村民|居民|市民|教师|老师|学生|学校|中学|小学|班)[\s\u3000]+(?P<name>[\u3400-\u9fff]{2,4})"
)
# No paragraph begins with these: what stood before them was cut off.
WITHIN = re.compile("[的们吗呢吧](?!确)|了(?!解|却|结|不起|然)|着(?!力|手|眼|重|实|急|火|陆|装)")


def is_column(text: str) -> bool:
    """Whether a line is the name of a column."""
    return bool(BOXED.fullmatch(text) or COLUMN.fullmatch(BULLET.sub("", text).strip("【】[]〖〗《》“”—｜|")))


def is_briefs(text: str) -> bool:
    """Whether it is the name of a column of briefs."""
    return bool(BRIEFS.fullmatch(BULLET.sub("", text).strip("【】[]〖〗《》“”—｜|")))


def is_office(text: str) -> bool:
    """Whether a line names an office, as it stands below a notice; or two of them."""
    return len(text) <= LONGEST_OFFICE and not HAPPENS.search(text) and bool(OFFICE.fullmatch(text))


def is_note(text: str) -> bool:
    """Whether a line in brackets says of a text what no signature says: （作者系…）, （…供稿）, （图片由…提供）."""
    return len(text) <= 60 and text[:1] in "（(【" and text[-1:] in "）)】" and bool(ABOUT.search(text))


def aside_of(text: str) -> re.Match[str] | None:
    """What begins an aside: 编者按：…, 【相关链接】; `head`, and the `text` on the same line."""
    found = ASIDE.fullmatch(text)
    return found if found and (not found["text"] or found["mark"] or text[0] in "【[（(〖") else None


def begins_within(text: str) -> bool:
    """Whether a text begins with a word that no paragraph begins with."""
    return bool(WITHIN.match(text))


def post_of(text: str) -> str:
    """The name behind a post, a school or such: 镇党委书记 敬亭山; empty if a line is no such thing."""
    found = POST.fullmatch(text.strip("（）()"))
    return found["name"] if found and is_name(found["name"]) and not is_ordinary(found["name"]) else ""
