"""What stands behind an article in a manuscript and is for the newsroom alone: who wrote it, his numbers, who approved it.

It is never published. A line is private by what it is called (电话：…) or by a number in it. Lines that can as well be
the end of a notice (地址：…, 电话：0000-0000000) are private where they follow a signature or stand with others that are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from linli.messages import _
from linli.text.private import PrivateKind, private_numbers
from linli.text.simplified import simplified
from newsroom.importing.blocks import Block, BlockKind
from newsroom.importing.item import Item
from newsroom.importing.markdown import plain
from plugins.bylines.blocks import closing_signature

LONGEST = 200  # characters of a private line
_CALLED = r"[\s　（(【\[〔*※●■◆—-]*+(?:作者|通讯员|投稿人|本人|附)?[\s　]*+(?:{0})[\s　]*+(?:[:：]|[号码]{{0,2}}[\s　]*+[:：]?[\s　]*+(?=[0-9A-Za-z（(]))"
_NUMBERS = r"身\s*+[份分]\s*+证\s*+(?:号码?)?|银行\s*+卡\s*+(?:号码?)?|(?:银行|邮局)?\s*+[卡帐账]\s*+[号户]|开户\s*+(?:行|银行|名|人)|户\s*+名|收款人|稿\s*+(?:费|酬)[^：:]{0,8}|支付宝"
_DESK = r"审\s*+稿\s*+人?|审\s*+核\s*+人|送审人?|签发人|核\s*+稿\s*+人?|(?:稿件|全文|正文)?\s*+字\s*+数|(?:此|本|该)稿\S{0,20}|投稿\s*+(?:人|日期|时间|邮箱)|稿件\s*+(?:编号|来源|类型)"
_CONTACT = r"(?:联[系络]|行动)?\s*+(?:电\s*+话|手\s*+机)|联[系络]\s*+(?:人|方式|地址)|手机号|(?:电子)?\s*+(?:邮\s*+箱|邮件|信箱)|电邮|邮\s*+编|E-?mail|QQ|微\s*+信|(?:通讯|通信|工作|邮寄|单位)?\s*+地\s*+址|(?:作者|工作)?\s*+单\s*+位|姓\s*+名|作者简介|职\s*+[务业]|备\s*+注"
STRONG = re.compile(_CALLED.format(f"{_NUMBERS}|{_DESK}"), re.I)
WEAK = re.compile(_CALLED.format(_CONTACT), re.I)
SENT = re.compile(
    r"[（(【\s]*+(?:此|本|该)(?:稿|文)(?:件)?(?:已|系|为|未|曾|同时|拟|请)|[（(]?(?:全文|正文)?(?<![共约计])[共约计]*+\s*+\d[\d,]*\s*+(?:余|多)?字[）)]?$|[（(]\s*+\d{2,5}\s*+字\s*+[）)]$"
)


# Within a line that names who wrote: （作者：范云 电话：…）. What is private in it goes, the name stays.
WITHIN = re.compile(
    r"(?<![\s，,；;、])[\s　，,；;、]*+(?:(?:联[系络]|行动)?(?:电\s*+话|手\s*+机)|手机号|联[系络]方式|身[份分]证|银行卡|[卡帐账]号|QQ|微信|邮箱)?\s*+(?:号码?)?\s*+[:：]?\s*+$",
    re.I,
)
SIGNED = re.compile(r"[\s　（(【]*+(?:作者|通讯员|记者|投稿|供稿|文\s*+[/／|｜:：])")
LAST_BRACKET = re.compile(r"[（(][^（）()]{0,80}[）)]\s*$")


def without_trailers(blocks: Sequence[Block]) -> tuple[list[Block], list[Block], list[Block]]:
    """The blocks of a page, those that are private, and those that perhaps are."""
    kept: list[Block] = []
    private: list[Block] = []
    doubtful: list[Block] = []
    run: list[tuple[Block, int]] = []  # private lines that follow each other, with how sure that is
    signed = False
    for block in [*map(_without_numbers(private), blocks), None]:
        sure = _sureness(block) if block is not None else 0
        if sure and block is not None and kept:
            run.append((block, sure))
            continue
        if run:
            is_private = signed or any(sure > 1 for _block, sure in run)
            (private if is_private else doubtful).extend(block for block, _sure in run)
            if not is_private:
                kept += [block for block, _sure in run]
            run = []
        if block is not None and any(block.lines):
            kept.append(block)
            signed = block.kind is BlockKind.TEXT and closing_signature(plain(block.text)) is not None
    return kept, private, doubtful


def cut(texts: Sequence[str]) -> tuple[list[str], list[Block], list[Block]]:
    """The same of a body that is parted into blocks of Markdown already."""
    blocks = [Block(BlockKind.TEXT, text.split("\n"), number) for number, text in enumerate(texts, 1)]
    title = Block(BlockKind.HEADING, ["#"], 0)
    kept, private, doubtful = without_trailers([title, *blocks])
    return ["\n".join(block.lines) for block in kept[1:]], private, doubtful


def _without_numbers(private: list[Block]) -> Callable[[Block], Block]:
    """Takes private numbers out of the line, or the bracket at the end of a text, that says who wrote it."""

    def taken(block: Block) -> Block:
        if block.kind is not BlockKind.TEXT:
            return block
        last = LAST_BRACKET.search(block.lines[-1])
        whole = len(block.lines) == 1 and len(block.text) <= LONGEST // 2 and "。" not in block.text
        start = 0 if whole else last.start() if last else len(block.lines[-1])
        before, signed = block.lines[-1][:start], block.lines[-1][start:]
        numbers = list(private_numbers(signed))
        if not numbers or not (
            SIGNED.match(simplified(signed)) or (last and not whole and _sureness_of(signed.strip("（()） ")))
        ):
            return block
        private.append(Block(BlockKind.TEXT, [signed.strip()], block.line))
        for number in reversed(numbers):
            head = signed[: number.start]
            found = WITHIN.search(simplified(head))
            signed = (head[: found.start()] if found else head) + signed[number.start + len(number.text) :]
        rest = before + ("" if _sureness_of(signed.strip("（()） ")) or not plain(signed).strip("（()） ") else signed)
        return replace(block, lines=[*block.lines[:-1], rest]) if rest.strip() else replace(block, lines=[""])

    return taken


def give(items: Sequence[Item], private: Sequence[Block], doubtful: Sequence[Block]) -> None:
    """Notes private lines with the items that they stood behind."""
    for block in private:
        if item := _above(items, block):
            item.comments.append(plain(block.text))
            item.guess(_("文末"), _("没有发布，只留在文件的注释里：{text}", text=_masked(plain(block.text))))
    for block in doubtful:
        if item := _above(items, block):
            item.guess(
                _("正文"), _("这一行像是作者的联系方式，请看是不是要删：{text}", text=_masked(plain(block.text)))
            )


def _above(items: Sequence[Item], block: Block) -> Item | None:
    return next((item for item in reversed(items) if item.line <= block.line), items[0] if items else None)


def _sureness(block: Block) -> int:
    """0: it is no private line; 1: it is called so; 2: there can be no doubt."""
    if block.kind not in (BlockKind.TEXT, BlockKind.ASIDE, BlockKind.LITERAL, BlockKind.HEADING, BlockKind.KICKER):
        return 0
    return _sureness_of(plain(" ".join(block.lines)).strip("| ").replace(" | ", "："))


def _sureness_of(text: str) -> int:
    text = simplified(text)
    if not text or len(text) > LONGEST:
        return 0
    if STRONG.match(text) or SENT.match(text):
        return 2
    numbers = list(private_numbers(text))
    if numbers and (WEAK.match(text) or any(number.kind is not PrivateKind.TELEPHONE for number in numbers)):
        return 2 if len(text) <= LONGEST // 2 or WEAK.match(text) else 0
    if numbers and len(re.sub(r"[\d\s：:（）()+-]|[\u4e00-\u9fff]{1,4}", "", text)) == 0:
        return 2  # a name and a number
    return 1 if WEAK.match(text) else 0


def _masked(text: str) -> str:
    """The beginning of a line, as it can be shown: numbers have three of their digits."""
    for number in list(private_numbers(text)):
        text = text.replace(number.text, number.masked)
    return text if len(text) <= 30 else f"{text[:30]}…"
