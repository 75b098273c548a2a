"""Which kind of piece an item is, by what is in it."""

from __future__ import annotations

import re

from linli.messages import _
from linli.model.article import Kind
from linli.model.people import BYLINE, Role
from newsroom.importing.item import Item
from newsroom.importing.markdown import length
from newsroom.importing.script import reading

COMMENTARY_WORDS = re.compile(
    r"评论|时评|短评|快评|社论|言论|今日谈|杂谈|随笔|论坛|观点|声音|一家之言|微言|锐评|热评|漫谈|街谈巷议|周评|瞭望"
)
SPEECH = re.compile(
    r"[”’][^。“”]{0,40}?(?:说|表示|介绍|告诉|道|坦言|谈到|回忆|感慨|指着|连连|赞不绝口)|[\u4e00-\u9fff](?:说|介绍|表示|告诉记者)[，：,:]“?"
)
EVENT = re.compile(
    r"\d{1,2}月\d{1,2}日|近日|日前|昨日|昨天|今天|连日来|一大早|记者从|记者在|记者了解|据了解|据介绍|现场|走进"
)
NORMATIVE = re.compile(
    r"必须|应当|应该|要|不能|不可|务必|坚持|切实|才能|就要|唯有|只有|莫让|岂能|何以|关键在于|说到底|归根结底|启示|不妨"
)
PHOTO_CAPTION = re.compile(r"^(?:图为|图①|上图|下图|左图|右图|题图)|(?:图为|如图)")
PHOTO_LENGTH = 400  # characters of a caption at most
DENSITY = 6.0  # normative words in a thousand characters


def settle(item: Item) -> None:
    """Sets the kind of an item that is no banner; what is not certain is marked."""
    text = reading("".join(item.paragraphs))
    if _is_photo(item, text):
        item.kind = Kind.PHOTO
        return
    marked = COMMENTARY_WORDS.search(reading(item.kicker or "")) or any("评论员" in reading(s) for s in item.signatures)
    if marked or re.match(r"(?:本报)?评论员", text):
        item.kind = Kind.COMMENTARY
        item.guess(_("体裁"), _("引题或署名说是评论"))
        return
    if _argues(item, text):
        item.kind = Kind.COMMENTARY
        item.guess(_("体裁"), _("像评论：没有电头、记者和现场，全文说理"))


def _is_photo(item: Item, text: str) -> bool:
    captions = sum(length(block) for block in item.body if block.startswith("!["))
    short = len(text) <= PHOTO_LENGTH and (len(item.paragraphs) <= 2 or captions > len(text))
    if not short or item.subheads or item.dateline:
        return False
    photographers = [c for c in item.contributors if Role.PHOTOGRAPHER in c.roles and Role.AUTHOR not in c.roles]
    if item.contributors and len(photographers) == len(item.contributors):
        return True
    pictured = any(block.startswith("![") for block in item.body)
    return pictured or bool(PHOTO_CAPTION.search(text))


def _argues(item: Item, text: str) -> bool:
    """A commentary reports nothing: no dateline, reporter, speech or event; it says what should be done."""
    reporters = BYLINE - {Role.AUTHOR}
    if item.dateline or any(reporters & set(c.roles) for c in item.contributors) or len(text) < 150:
        return False
    score = 1000 * len(NORMATIVE.findall(text)) / len(text)
    reported = len(SPEECH.findall(text)) + len(EVENT.findall(text))
    return score >= DENSITY and 1000 * reported / len(text) < score / 6
