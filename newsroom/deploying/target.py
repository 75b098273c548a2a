"""Where a site can be sent: a folder, or a bucket of S3-compatible storage."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

from linli.messages import _


class DeployError(Exception):
    """The site cannot be sent, told in one line."""


class Target(Protocol):
    """A place that holds files by path. Each call leaves it whole: a file is the old one or the new one."""

    def marks(self, paths: list[str], local: Path) -> set[str]:
        """Those of the paths that are there with the same bytes as in `local`."""

    def read(self, path: str) -> bytes | None:
        """A file, or None."""

    def write(self, path: str, data: bytes) -> None:
        """Puts a file in place."""

    def remove(self, paths: list[str]) -> None:
        """Removes files that may be there."""


def open_target(address: str, *, endpoint: str | None = None, precompress: bool = False) -> Target:
    """The target of an address: `/srv/www/paper`, or `s3://bucket/prefix`.

    Args:
        endpoint: the server of S3-compatible storage, by default Amazon's or `AWS_ENDPOINT_URL`.
        precompress: put a `.gz` beside every text file, for servers that send those (a folder alone).
    """
    if "://" not in address:
        from newsroom.deploying.folder import Folder

        return Folder(Path(address), precompress)
    url = urlsplit(address)
    if url.scheme != "s3" or not url.netloc:
        raise DeployError(_("不知道怎么发到 {address}。请写一个文件夹，或 s3://桶名/前缀。", address=address))
    from newsroom.deploying.s3 import Bucket

    return Bucket(url.netloc, url.path.strip("/"), endpoint or os.environ.get("AWS_ENDPOINT_URL"))
