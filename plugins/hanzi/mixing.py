"""Characters of the other script within a piece: a 這 that somebody's keyboard left in a Simplified text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from linli.findings import Finding
from linli.hooks import Review
from linli.messages import _
from linli.model.paper import LANGUAGES
from linli.model.scripts import HANS, VARIANTS
from linli.reading.encoding import UnreadableText, decode, read_file
from linli.reading.frontmatter import split
from plugins.hanzi.scripts import scripts_of

VALUE = re.compile(r"^[^:：]*[:：]")  # what stands before the value of a field
FEW = 5  # characters that a message shows
# Traditional characters that are met every day: one alone is a slip of the keyboard, where a rare one is likelier a name.
COMMON = frozenset(
    "這個們來說時會為國對學過還後開經問見長書話頭東車門間電機關實現發動業進體當無與從將軍種點應運產區數處條議務設場師報員連輸選認識讓讀寫記語請誰課調談論證總線給結統續級紅組織義習聯職聽買賣貴賞費質資農遠邊"
    "達遲鄉錯鐵銀錢鋼錄鎮陽陰隊際險難雲霧響頁順須領題願類風飛飯館馬駐驗魚鳥麥黃齊龍氣漢溫滿減潔測滅災熱營燈爭獎獨畫療監盤眾礎稱穩窮節範築糧約純紙細終絕網緊練縣縮舊藝藥號術衛裝製規視親覺觀訂計訊討訓許訴診評"
    "試詩詳誠誤謝譯護變豐貝負財貨責貧購賀賽趙躍輕輪轉辦適鄭鄰醫釋針鏡鐘閉隨雖靜靈頂項預頻顏顧顯飄養騎驚髮鬥鮮鳴鹽麗麼黨齡樹橋檢樣歲歷歸殺殘決沒況渾濟灣煩燒狀獲環瑪畢異瘋皺盡眞矚碼確離稅競筆簡籃紀縱繪罷羅聖"
    "聲肅腦臉臨舉艱蘇蟲補複褲觸詞誇諸諾謀謹譜賓賬趕跡輔輩遞遺郵釘鈔鋒鍵鑽閃闊陣陳陸階頓驅鬆鬧"
)


def review(review: Review) -> None:
    """Answers `content_reviewed`: pieces that are plainly in one script, with characters that only the other has.

    A name is written as its bearer writes it: those of contributors and of the field `人名` are left alone.
    """
    scripts = scripts_of(VARIANTS["s2t"])
    own = LANGUAGES[review.settings.script]
    names = [name for name in review.library.names() if any(scripts.kinds(name))]
    for path, text in review.library.texts():
        simplified, traditional = scripts.kinds(text)
        if simplified and traditional:
            kinds = (traditional, simplified) if own == HANS else (simplified, traditional)
            rarer = min(kinds, key=lambda kind: sum(map(text.count, kind)))
            if rarer is traditional and len(rarer) == 1 and not rarer & COMMON:
                continue
            review.findings += _told(review.content, path, rarer, rarer is traditional, names)


def _told(content: Path, path: str, characters: set[str], traditional: bool, names: list[str]) -> Iterator[Finding]:
    try:
        text = decode(read_file(content, path), path)
    except UnreadableText:
        return
    source, _findings = split(text, path)
    for number, line in enumerate(text.split("\n"), 1):
        if source is not None and number < source.body_line:
            line = VALUE.sub("", line)
        for name in names:
            line = line.replace(name, "")
        found = "".join(sorted(characters.intersection(line), key=line.index)[:FEW])
        if not found:
            continue
        if traditional:
            text = _("全篇是简体，这一行里却有繁体字“{found}”。请改成简体；是人名，就写进“人名”一栏。", found=found)
        else:
            text = _("全篇是繁体，这一行里却有简体字“{found}”。请改成繁体；是人名，就写进“人名”一栏。", found=found)
        yield Finding(path, number, "W222", text)
