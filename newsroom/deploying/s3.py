"""A bucket of S3-compatible storage as a target, by boto3 (`pip install '.[s3]'`)."""

from __future__ import annotations

import hashlib
import mimetypes
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from linli.build.finished import FinishedSite
from linli.build.policy import FOREVER
from linli.messages import _
from linli.model import addresses
from newsroom.deploying.compress import gzipped, is_packed
from newsroom.deploying.target import LOCK, DeployError, Kind, Listing

ASK = "no-cache"
BATCH = 1000  # keys in one request, S3's own limit
NOT_THERE = ("NoSuchKey", "404")
ANOTHER_IS_THERE = ("PreconditionFailed", "ConditionalRequestConflict", "412", "409")
NO_CONDITIONS = ("NotImplemented", "InvalidRequest", "InvalidArgument", "501", "400")  # this storage knows none
PAUSE = 1.0  # seconds in which somebody who looked before us has written
# `.atom` as XML: browsers show source text for application/atom+xml, and style sheets are for people.
TYPES = {
    ".atom": "application/xml",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
}


class Bucket:
    """Objects under a prefix. What is there already is known by its MD5, which is the ETag of a plain upload.

    An object is either packed or not, for all who ask: so its ETag tells that, too.
    """

    may_be_taken_over = True

    def __init__(self, name: str, prefix: str, endpoint: str | None = None, precompress: bool = False) -> None:
        try:
            import boto3
            from botocore.exceptions import BotoCoreError, ClientError
        except ImportError:
            raise DeployError(_("发到 s3:// 要用 boto3。请先运行：pip install '.[s3]'。")) from None
        self._refused, self._faults = ClientError, (BotoCoreError, ClientError, ValueError)
        self.name, self.prefix, self.precompress = name, f"{prefix}/" if prefix else "", precompress
        self.shown = f"s3://{name}/{prefix}".rstrip("/")
        self._etags: dict[str, str] = {}
        with self._told():
            self.client = boto3.client("s3", endpoint_url=endpoint)

    def look(self) -> Listing:
        etags: dict[str, str] = {}
        with self._told():
            for page in self.client.get_paginator("list_objects_v2").paginate(Bucket=self.name, Prefix=self.prefix):
                for entry in page.get("Contents", ()):
                    etags[entry["Key"].removeprefix(self.prefix)] = entry["ETag"].strip('"')
        # Consoles make objects of no bytes that stand for folders.
        self._etags = {path: etag for path, etag in etags.items() if path and not path.endswith("/")}
        return dict.fromkeys(self._etags, Kind.FILE)

    def read(self, path: str, most: int) -> bytes | None:
        with self._told():
            try:
                body = self.client.get_object(Bucket=self.name, Key=self.prefix + path)["Body"]
            except self._refused as error:
                if _code(error) in NOT_THERE:
                    return None
                raise
            found: bytes = body.read(most)
            body.close()
            return found

    def same(self, paths: Sequence[str], site: FinishedSite) -> set[str]:
        return {path for path in paths if self._etags[path] == self._etag(path, site.read(path))}

    def put(self, path: str, data: bytes) -> None:
        with self._told():
            self._put(path, data, {})

    def claim(self, data: bytes, there: bytes | None) -> bool:
        """By a conditional write, where the storage has them; else who wrote last has it, and who comes later sees that."""
        condition = {"IfNoneMatch": "*"} if there is None else {"IfMatch": f'"{hashlib.md5(there).hexdigest()}"'}
        with self._told():
            try:
                self._put(LOCK, data, condition)
            except self._refused as error:
                if _code(error) in (*ANOTHER_IS_THERE, *NOT_THERE):
                    return False
                if _code(error) not in NO_CONDITIONS:
                    raise
            else:
                return True
        if self.read(LOCK, len(there or b"") + 1) != there:
            return False
        self.put(LOCK, data)
        time.sleep(PAUSE)
        return True

    def send(self, paths: Sequence[str], site: FinishedSite, done: Callable[[int], None]) -> None:
        for path in paths:
            self.put(path, site.read(path))
            done(1)

    def remove(self, paths: Sequence[str]) -> None:
        with self._told():
            for start in range(0, len(paths), BATCH):
                keys = [{"Key": self.prefix + path} for path in paths[start : start + BATCH]]
                answer = self.client.delete_objects(Bucket=self.name, Delete={"Objects": keys, "Quiet": True})
                for refused in answer.get("Errors", ()):
                    raise self._not_sent(f"{refused.get('Code')}: {refused.get('Key')}")

    def leftovers(self, listing: Listing, known: set[str]) -> list[str]:
        return []  # an object is there whole, or not at all

    def _put(self, path: str, data: bytes, condition: Mapping[str, str]) -> None:
        kind = TYPES.get(Path(path).suffix) or mimetypes.guess_type(path)[0] or "application/octet-stream"
        if kind.startswith("text/") or kind.endswith(("xml", "json", "javascript")):
            kind += "; charset=utf-8"
        caching = FOREVER if addresses.is_fingerprinted(path) else ASK
        packed = {"ContentEncoding": "gzip"} if self._packs(path, data) else {}
        self.client.put_object(
            Bucket=self.name,
            Key=self.prefix + path,
            Body=gzipped(data) if packed else data,
            ContentType=kind,
            CacheControl=caching,
            **packed,
            **condition,
        )

    def _packs(self, path: str, data: bytes) -> bool:
        return self.precompress and is_packed(path, len(data))

    def _etag(self, path: str, data: bytes) -> str:
        return hashlib.md5(gzipped(data) if self._packs(path, data) else data).hexdigest()

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except self._faults as error:
            raise self._not_sent(error) from error

    def _not_sent(self, reason: object) -> DeployError:
        text = _(
            "发不到 s3://{bucket}（{reason}）。请检查桶名、密钥和网络；改好后可以再运行一次。",
            bucket=self.name,
            reason=reason,
        )
        return DeployError(text)


def _code(error: Any) -> str:
    return str(error.response.get("Error", {}).get("Code", ""))
