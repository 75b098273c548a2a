"""From the address of a target to the target: a folder, or a bucket of S3-compatible storage."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import urlsplit

from linli.messages import _
from newsroom.deploying.target import DeployError, Target


def open_target(address: str, *, endpoint: str | None = None, precompress: bool = False) -> Target:
    """The target of an address: `/srv/www/paper`, or `s3://bucket/prefix`.

    Args:
        endpoint: the server of S3-compatible storage, by default Amazon's or `AWS_ENDPOINT_URL`.
        precompress: in a folder, packed copies beside every text file, for servers that send those. Into a bucket,
            which has no way to choose for each browser, text files go packed.

    Raises:
        DeployError: the address is of no kind that is known, or its target cannot be used.
    """
    if "://" not in address:
        from newsroom.deploying.folder import Folder

        return Folder(Path(address), precompress)
    url = urlsplit(address)
    if url.scheme != "s3" or not url.netloc:
        raise DeployError(_("不知道怎么发到 {address}。请写一个文件夹，或 s3://桶名/前缀。", address=address))
    from newsroom.deploying.s3 import Bucket

    return Bucket(url.netloc, url.path.strip("/"), endpoint or os.environ.get("AWS_ENDPOINT_URL"), precompress)
