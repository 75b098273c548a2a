"""Printed pages as PDF, made for tests."""

from functools import cache

from newsroom.pdf import weasyprint

STYLE = """@page { size: 350mm 500mm; margin: 15mm }
body { font: 10pt "Noto Serif CJK SC"; margin: 0 }
h1 { font-size: 30pt; margin: 4mm 0 }
p { text-indent: 2em; margin: 0 }
.name { font-size: 60pt; letter-spacing: .3em; text-align: center }
.two { display: flex; gap: 8mm }
.down h1 { width: 1em; line-height: 1; float: left }"""
BELL, COAT, WELL, BUS = (
    "十一个学生的学校敲响了新钟",
    "巷口的补衣摊",
    "老井出水以后，三个村的人都来挑水",
    "石桥镇第一辆公交车开进了山",
)
WORDS = {
    BELL: ["钟是从镇上的废品站买回来的，校长擦了三个晚上。", "十一个学生排着队去摸钟，最小的一个要人抱。", "敲钟的绳子是家长搓的，麻绳里夹着红布条。"],
    COAT: ["补衣摊摆了二十六年，一根竹竿，一把伞。", "补一个扣子五毛钱，学生不要钱。", "下雨天她就搬到银行的屋檐下去。"],
    WELL: ["淘井的人从井底吊上来四筐泥，还有一只铜勺。", "挑水的人排到石板路的尽头，有人带了板凳。", "水清得看得见井壁的青苔。"],
    BUS: ["头一班车早上六点四十从镇口开出，车上坐了九个人。", "司机说，最怕的是第三个弯，要按两声喇叭。", "卖菜的老人把扁担横在过道里。"],
}  # fmt: skip


def paragraphs(title: str) -> list[str]:
    """What a piece says."""
    return [f"{words}{title[:4]}的事，第{number}天还有人说起。" for number, words in enumerate(WORDS[title] * 3, 1)]


@cache
def page(*, other_words: bool = False, down: bool = False) -> bytes:
    """A broadsheet with four pieces and an advertisement; with other words the texts are no more those of the pieces."""

    def piece(title: str, columns: int, width: str = "auto") -> str:
        words = ["印在纸上的是另一种写法，一个字也对不上。"] * 9 if other_words else paragraphs(title)
        text = "".join(f"<p>{line}</p>" for line in words)
        return f'<div style="width: {width}"><h1>{title}</h1><div style="column-count: {columns}">{text}</div></div>'

    body = (
        f"<div class=name>柳溪报</div>{piece(BELL, 3)}<div class=two>{piece(COAT, 2, '55%')}{piece(WELL, 1, '40%')}</div>"
        f"<div class={'down' if down else 'flat'}>{piece(BUS, 3)}</div><p>广告：桥头新华书店开业，欢迎来坐。</p>"
    )
    return bytes(weasyprint().HTML(string=f"<style>{STYLE}</style>{body}").write_pdf())
