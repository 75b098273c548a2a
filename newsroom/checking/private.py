"""`linli check --private`: what a reader could learn that an editor may not mean. Nothing of it is printed whole."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from linli.build.request import silent
from linli.documents.cleaning import cleaned
from linli.documents.traces import Trace
from linli.documents.words import words
from linli.findings import Finding
from linli.images.stripping import exact
from linli.messages import _
from linli.model.article import Kind
from linli.model.attachment import ATTACHMENTS
from linli.model.moments import seconds
from linli.model.photo import PHOTOS
from linli.reading.desk import Progress
from linli.reading.encoding import UnreadableText, decode, read_file
from linli.reading.paragraphs import without_comments
from linli.settings.table import Settings
from newsroom import archive
from newsroom.checking.attachments import leftovers
from newsroom.checking.personal import Personal, Sort, personal

PLAIN = (".txt", ".csv", ".vtt")
MOBILE = 11  # digits of a number of a mobile telephone; more have that of the country in front
SEPARATORS = re.compile(r"[\s\-－—()（）+·•]")


def private(settings: Settings, progress: Progress = silent) -> list[Finding]:
    """All findings, of the content folder and of the site as it was built last."""
    with archive.opened(settings, progress) as paper:
        search = _Search(paper)
        return sorted(
            {finding.below(settings.shown_as) for finding in search.findings(progress)} | set(search.of_site())
        )


@dataclass(slots=True)
class _Search:
    paper: archive.Archive
    meant: set[str] = field(default_factory=set)

    def findings(self, progress: Progress) -> Iterator[Finding]:
        settings, seen, store = self.paper.settings, self.paper.seen, self.paper.store
        self.meant = self._meant()
        drafts = store.drafts()
        for done, path in enumerate(sorted(seen.sources), 1):
            progress(_("看稿"), done, len(seen.sources))
            yield from self._of_source(path, path in drafts)
        for path in sorted(seen.pictures):
            yield from self._told(path, 1, personal(path.rpartition("/")[2].rpartition(".")[0]), _("，写在文件名里"))
            if path.startswith(f"{ATTACHMENTS}/"):
                yield from self._of_attachment(path)
            elif path.startswith(f"{PHOTOS}/") and "plugins.pictures" not in settings.plugins:
                yield from self._of_photo(path)
        yield from leftovers(settings.content, seen.pictures)

    def _meant(self) -> set[str]:
        """What the paper says of itself: in its settings, and on its standing pages."""
        settings = self.paper.settings
        lines = [*settings.imprint, *settings.public]
        for path, text in self._texts(path for path in self.paper.seen.sources if path.startswith("pages/")):
            article = self.paper.store.read(path)
            if article is not None and article.kind is Kind.PAGE and not article.draft:
                lines.append(text)
        found = (one for line in lines for one in personal(line))
        return {_bare(one.text) for one in found} | set(map(_bare, settings.public))

    def _texts(self, paths: Iterable[str]) -> Iterator[tuple[str, str]]:
        for path in sorted(paths):
            try:
                yield path, decode(read_file(self.paper.settings.content, path), path)
            except UnreadableText:
                continue  # the desk has said so

    def _of_source(self, path: str, draft: bool) -> Iterator[Finding]:
        for _path, text in self._texts([path]):
            shown = without_comments(text, " ").split("\n")
            for number, (line, seen) in enumerate(zip(text.split("\n"), shown, strict=False), 1):
                found = list(personal(seen))
                yield from self._told(path, number, found, _("，在草稿里，现在不发布") if draft else "")
                if line != seen:
                    known = {one.text for one in found}
                    hidden = [one for one in personal(line) if one.text not in known]
                    yield from self._told(path, number, hidden, _("，在注释里，不发布；仓库公开的，谁都看得到"))

    def _told(self, path: str, line: int, found: Iterable[Personal], where: str) -> Iterator[Finding]:
        for one in found:
            if _bare(one.text) not in self.meant:
                advice = {
                    Sort.NUMBER: _("不是有意公开的，请删去，或用 * 遮住几位"),
                    Sort.REACH: _("不是有意公开的，请删去，住址写到村或街道就够了"),
                    Sort.CHILD: _("请只写姓，或用化名；家长同意公开的不用改"),
                }[one.sort]
                text = _(
                    "{what}（{shown}）{where}。{advice}。", what=one.what, shown=one.masked, where=where, advice=advice
                )
                yield Finding(path, line, one.sort.value, text)

    def _of_attachment(self, path: str) -> Iterator[Finding]:
        settings = self.paper.settings
        try:
            data = (settings.content / path).read_bytes()
        except OSError:
            return
        if path.lower().endswith(PLAIN):
            for _path, text in self._texts([path]):
                for number, line in enumerate(text.split("\n"), 1):
                    yield from self._told(path, number, personal(line), "")
            return
        if Trace.PACKED in cleaned(data).traces:
            yield Finding(path, 1, "W904", _("压缩包里的文件没有看，也没有清理过。请解开看一看，最好一个一个放。"))
        for page, text in words(data):
            counted: Counter[str] = Counter()
            first: dict[str, Personal] = {}
            for one in (one for line in text.split("\n") for one in personal(line)):
                if _bare(one.text) not in self.meant:
                    counted[one.what] += 1
                    first.setdefault(one.what, one)
            for what, count in sorted(counted.items()):
                where = _("第 {page} 页", page=page) if page else _("里面")
                text = _(
                    "附件{where}有{what} {count} 处，第一处是 {shown}。不是有意公开的，请删去或遮住，再放进来。",
                    where=where,
                    what=what,
                    count=count,
                    shown=first[what].masked,
                )
                yield Finding(path, 1, "W904", text)

    def _of_photo(self, path: str) -> Iterator[Finding]:
        data = (self.paper.settings.content / path).read_bytes()
        if exact(data, turned=False) != data:
            yield Finding(
                path,
                1,
                "W905",
                _("照片原样发布，里面有相机记下的信息，可能有拍摄地点。请在 PLUGINS 里加上 plugins.pictures。"),
            )

    def of_site(self) -> Iterator[Finding]:
        """Pages that the site has of pieces that are not published any more, or not yet."""
        settings, store = self.paper.settings, self.paper.store
        paths = store.addresses()
        drafts = set(store.drafted())
        for url in sorted({*drafts, *(piece.url for piece in store.waiting(seconds(settings.now)))}):
            if (settings.output / url / "index.html").is_file():
                why = _("草稿") if url in drafts else _("没到时间的稿件")
                text = _("这一篇现在是{why}，网站上却还有它的网页。请再出一次报，再发送。", why=why)
                yield Finding(settings.shown_as + paths[url], 1, "W906", text)


def _bare(text: str) -> str:
    """What of a number or an address counts when two are compared."""
    bare = SEPARATORS.sub("", text).casefold()
    return bare.removeprefix("86") if len(bare) > MOBILE else bare
