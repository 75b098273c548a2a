"""An export of WordPress (WXR): its posts as articles, with pictures that lie beside it and their old addresses."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import tzinfo
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element
from xml.parsers import expat

from linli.findings import Finding
from linli.messages import _, listed
from linli.reading.encoding import UnreadableText
from linli.reading.html import tree_of
from linli.reading.paragraphs import without_comments
from newsroom.importing.page import ImportedPage
from newsroom.importing.posts.body import PostBody
from newsroom.importing.posts.html import markdown_of
from newsroom.importing.posts.matter import Matter
from newsroom.importing.posts.post import import_post
from newsroom.importing.xml import parse_xml

WP = re.compile(r"\{https?://wordpress\.org/export/[\d.]+/(?:excerpt/)?\}")
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
CAPTION = re.compile(r"\[caption[^\[\]]{0,500}\]((?:(?!\[caption).){0,5000}?)\[/caption\]", re.S)
IMAGE = re.compile(r"(<(?:a\b[^<>]*>\s*<)?img\b[^<>]*>(?:\s*</a>)?)(.*)", re.S)
GALLERY = re.compile(r"\[gallery[^\[\]]{0,500}?ids=[\"']([\d,\s]+)[\"'][^\[\]]*\]")
SHORTCODE = re.compile(r"\[/?[a-z][a-z0-9_-]{2,30}(?:\s[^\[\]]*)?/?\]")
SIZED = re.compile(r"-\d+x\d+(?=\.\w+$)")  # a picture in one of its sizes
DRAFTS = ("draft", "pending", "auto-draft", "private")
PASSED = ("trash", "inherit", "auto-draft")


def is_wxr(data: bytes) -> bool:
    """Whether these are the bytes of such an export."""
    return data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<") and b"wordpress.org/export/" in data[:20_000]


def import_wxr(
    data: bytes, file: Path, sections: Mapping[str, str], regions: Mapping[str, str], zone: tzinfo
) -> ImportedPage:
    """The page that all posts of an export are.

    Raises:
        UnreadableText: it cannot be read.
    """
    try:
        channel = parse_xml(data).find("channel")
    except (expat.ExpatError, ValueError) as error:
        message = _("WordPress 的导出文件坏了，读不出来。请重新导出一次。")
        raise UnreadableText(Finding(str(file), getattr(error, "lineno", 1), "E805", message)) from error
    posts = [_plain(item) for item in (channel.findall("item") if channel is not None else ())]
    return _Export(file, posts, sections, regions, zone).page()


class _Export:
    """Reads the posts of an export; one `PostBody` has the pictures of all."""

    def __init__(
        self,
        file: Path,
        posts: list[Element],
        sections: Mapping[str, str],
        regions: Mapping[str, str],
        zone: tzinfo,
    ) -> None:
        self.file, self.posts, self.sections, self.regions, self.zone = file, posts, sections, regions, zone
        self.body = PostBody(file)
        attachments = [post for post in posts if post.findtext("post_type") == "attachment"]
        self.pictures = {post.findtext("post_id", ""): post.findtext("attachment_url", "") for post in attachments}
        self.hosts = {urlsplit(post.findtext("link", "")).hostname for post in posts} - {None}

    def page(self) -> ImportedPage:
        """All posts as items; what is none is told with the first."""
        page = ImportedPage(own_day=True)
        passed: dict[str, int] = {}
        for post in self.posts:
            kind, status = post.findtext("post_type", "post"), post.findtext("status", "publish")
            if kind != "post" or status in PASSED:
                if kind != "attachment":
                    name = "trash" if status == "trash" else kind
                    passed[name] = passed.get(name, 0) + 1
                continue
            if (post.findtext("title") or "").strip() or (post.findtext("content") or "").strip():
                self._add(post, status, page)
        page.pictures, page.findings = self.body.pictures, page.findings + self.body.findings
        if passed:
            names = listed(f"{kind}×{count}" for kind, count in sorted(passed.items()))
            message = _("没有带过来的：{names}。要的话，请自己抄过来。", names=names)
            page.findings.append(Finding(str(self.file), 1, "W812", message))
        return page

    def _add(self, post: Element, status: str, page: ImportedPage) -> None:
        lost: list[str] = []
        written = post.findtext("post_date", "")
        fields = {
            "title": ["".join(tree_of(post.findtext("title") or "").itertext())],
            "date": [written if written and not written.startswith("0000") else post.findtext("pubDate") or ""],
            "byline": [post.findtext("creator") or ""],
            "summary": [" ".join((post.findtext("excerpt") or "").split())],
            "slug": [post.findtext("post_name") or ""],
            "section": _categories(post, "category"),
            "TAGS": _categories(post, "post_tag"),
            "aliases": [self._old_address(post)],
            "DRAFT": ["true"] if status in DRAFTS or post.findtext("post_password") else [],
        }
        fields = {key: kept for key, values in fields.items() if (kept := [value for value in values if value])}
        text = self._markdown(post.findtext("content") or "", lost)
        made = import_post(Matter(fields, text, 1), self.file, self.sections, self.regions, self.zone, body=self.body)
        [item] = made.items
        item.day, item.line = made.folio.date, len(page.items) + 1
        if lost:
            item.guess(_("正文"), _("没有带过来：{names}", names=listed(dict.fromkeys(lost))))
        page.items.append(item)
        page.folio.date = max(filter(None, (page.folio.date, item.day)), default=None)

    def _markdown(self, html: str, lost: list[str]) -> str:
        html = CAPTION.sub(_figure, html)
        html = GALLERY.sub(self._gallery, html)
        html = without_comments(html)
        html, codes = SHORTCODE.subn("", html)
        lost += ["[…]"] * bool(codes)
        return re.sub(r"!\[([^\[\]]*+)\]\(<([^<>]*+)>", self._nearer, markdown_of(html, lost))

    def _nearer(self, found: re.Match[str]) -> str:
        """A picture of the site itself, by its place in the folder of uploads; in its full size."""
        parts = urlsplit(found[2])
        if parts.hostname not in self.hosts:
            return found[0]
        for path in (parts.path, SIZED.sub("", parts.path)):
            for start in (path, re.sub(r"^.*?/(?=uploads/)", "/", path), re.sub(r"^.*?/uploads/", "/", path)):
                if self.body.has(start):
                    return f"![{found[1]}](<{start}>"
        return found[0]

    def _gallery(self, found: re.Match[str]) -> str:
        addresses = [self.pictures.get(number.strip(), "") for number in found[1].split(",")]
        return "".join(f'<p><img src="{address}"></p>' for address in addresses if address)

    def _old_address(self, post: Element) -> str:
        parts = urlsplit(post.findtext("link") or "")
        return parts.path if parts.path.strip("/") and not parts.query else ""


def _figure(found: re.Match[str]) -> str:
    image = IMAGE.match(found[1].strip())
    return f"<figure>{image[1]}<figcaption>{image[2].strip()}</figcaption></figure>" if image else found[1]


def _categories(post: Element, domain: str) -> list[str]:
    found = [(one.text or "").strip() for one in post.findall("category") if one.get("domain") == domain]
    return [name for name in found if name not in ("未分类", "Uncategorized", "")]


def _plain(item: Element) -> Element:
    """An item whose elements have short names, whatever version of the format it is."""
    for element in item:
        if "/excerpt/}" in element.tag:
            element.tag = "excerpt"
        elif element.tag == CONTENT:
            element.tag = "content"
        elif element.tag == CREATOR:
            element.tag = "creator"
        else:
            element.tag = WP.sub("", element.tag)
    return item
