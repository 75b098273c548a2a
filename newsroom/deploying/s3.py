"""A bucket of S3-compatible storage as a target, by boto3 (`pip install '.[s3]'`)."""

from __future__ import annotations

import hashlib
import mimetypes
from pathlib import Path

from linli.build.policy import FOREVER
from linli.messages import _
from linli.model import addresses
from newsroom.deploying.compress import gzipped, is_packed
from newsroom.deploying.target import DeployError

ASK = "no-cache"
BATCH = 1000  # keys in one request, S3's own limit
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

    def __init__(self, name: str, prefix: str, endpoint: str | None = None, precompress: bool = False) -> None:
        try:
            import boto3
            from botocore.exceptions import BotoCoreError, ClientError
        except ImportError:
            raise DeployError(_("发到 s3:// 要用 boto3。请先运行：pip install '.[s3]'。")) from None
        self._faults = (BotoCoreError, ClientError)
        self.name, self.prefix, self.precompress = name, f"{prefix}/" if prefix else "", precompress
        try:
            self.client = boto3.client("s3", endpoint_url=endpoint)
        except (*self._faults, ValueError) as error:
            raise self._told(error) from error

    def unchanged(self, paths: list[str], local: Path) -> set[str]:
        etags: dict[str, str] = {}
        try:
            for page in self.client.get_paginator("list_objects_v2").paginate(Bucket=self.name, Prefix=self.prefix):
                for entry in page.get("Contents", ()):
                    etags[entry["Key"].removeprefix(self.prefix)] = entry["ETag"].strip('"')
        except self._faults as error:
            raise self._told(error) from error
        return {p for p in paths if p in etags and etags[p] == self._etag(p, (local / p).read_bytes())}

    def read(self, path: str) -> bytes | None:
        try:
            found: bytes = self.client.get_object(Bucket=self.name, Key=self.prefix + path)["Body"].read()
            return found
        except self.client.exceptions.NoSuchKey:
            return None
        except self._faults as error:
            raise self._told(error) from error

    def write(self, path: str, data: bytes) -> None:
        kind = TYPES.get(Path(path).suffix) or mimetypes.guess_type(path)[0] or "application/octet-stream"
        if kind.startswith("text/") or kind.endswith(("xml", "json", "javascript")):
            kind += "; charset=utf-8"
        caching = FOREVER if addresses.is_fingerprinted(path) else ASK
        packed = {"ContentEncoding": "gzip"} if self._packs(path, data) else {}
        try:
            self.client.put_object(
                Bucket=self.name,
                Key=self.prefix + path,
                Body=gzipped(data) if packed else data,
                ContentType=kind,
                CacheControl=caching,
                **packed,
            )
        except self._faults as error:
            raise self._told(error) from error

    def remove(self, paths: list[str]) -> None:
        try:
            for start in range(0, len(paths), BATCH):
                keys = [{"Key": self.prefix + path} for path in paths[start : start + BATCH]]
                self.client.delete_objects(Bucket=self.name, Delete={"Objects": keys, "Quiet": True})
        except self._faults as error:
            raise self._told(error) from error

    def _packs(self, path: str, data: bytes) -> bool:
        return self.precompress and is_packed(path, len(data))

    def _etag(self, path: str, data: bytes) -> str:
        return hashlib.md5(gzipped(data) if self._packs(path, data) else data).hexdigest()

    def _told(self, error: Exception) -> DeployError:
        text = _(
            "发不到 s3://{bucket}（{reason}）。请检查桶名、密钥和网络；改好后可以再运行一次。",
            bucket=self.name,
            reason=error,
        )
        return DeployError(text)
