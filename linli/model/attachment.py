"""Attachments: files under `content/files` that are published as they are, and what readers are told of each."""

from __future__ import annotations

from posixpath import splitext

from linli.model import addresses

ATTACHMENTS = addresses.ATTACHMENTS.removesuffix("/")
AUDIO = {
    ".mp3": "音频",
    ".m4a": "音频",
    ".aac": "音频",
    ".ogg": "音频",
    ".oga": "音频",
    ".opus": "音频",
    ".wav": "音频",
    ".flac": "音频",
}
VIDEO = {".mp4": "视频", ".m4v": "视频", ".webm": "视频", ".mov": "视频", ".ogv": "视频"}
CAPTIONS = ".vtt"
# What a browser saves, shows or plays. What it would run is not among them: pages, drawings with scripts, scripts.
KINDS = {
    ".pdf": "PDF", ".ofd": "OFD", ".epub": "EPUB",
    ".doc": "Word", ".docx": "Word", ".wps": "WPS", ".odt": "文档", ".rtf": "文档",
    ".xls": "Excel", ".xlsx": "Excel", ".et": "WPS 表格", ".ods": "表格", ".csv": "表格",
    ".ppt": "PPT", ".pptx": "PPT", ".dps": "WPS 演示", ".odp": "演示文稿",
    ".txt": "文本", ".zip": "压缩包", ".rar": "压缩包", ".7z": "压缩包",
    ".jpg": "图片", ".jpeg": "图片", ".png": "图片", ".gif": "图片", ".webp": "图片", ".tif": "图片", ".tiff": "图片",
    CAPTIONS: "字幕", **AUDIO, **VIDEO,
}  # fmt: skip


def suffix_of(path: str) -> str:
    """The end of a file's name, in small letters: `.pdf`."""
    return splitext(path)[1].lower()


def kind_and_size(path: str, size: int) -> str:
    """What stands behind a link to an attachment: `PDF，1.2 MB`."""
    kind = KINDS.get(suffix_of(path), "")
    shown = f"{size / 1e6:.1f} MB" if size >= 1_000_000 else f"{max(round(size / 1000), 1)} KB"
    return f"{kind}，{shown}" if kind else shown
