"""From the address of a target to the target: a folder, a bucket of S3-compatible storage, a folder of another machine."""

from __future__ import annotations

import os
import re
import unicodedata
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from linli import system
from linli.messages import _
from linli.settings.table import Settings
from newsroom.deploying.grounds import may_be_taken_over, refuse_grounds, resolved
from newsroom.deploying.target import DeployError, Target

# As scp and rsync see another machine: a colon before the first slash. A drive of Windows is none, there.
ELSEWHERE = re.compile(r"(?P<host>[^/:]*):(?P<path>.*)", re.S)
DRIVE = re.compile(r"[A-Za-z]:[\\/]")
VARIABLE = re.compile(r"^(?:\$\w+|\$\{\w+\}|%\w+%)", re.A)  # which a shell puts something in the place of
HOST = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*|\[[0-9A-Fa-f:.]+\]")
USER = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.+-]*")
BUCKET = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{1,254}")


def open_target(
    address: str,
    *,
    settings: Settings,
    output: Path,
    base: Path | None = None,
    endpoint: str | None = None,
    precompress: bool = False,
) -> Target:
    """The target of an address: `/srv/www/paper`, `s3://bucket/prefix` or `ssh://user@host/srv/www/paper`.

    Args:
        settings: of the paper, into whose folders nothing is sent.
        output: where its site is.
        base: where folders are looked for that are not absolute, by default where the command runs.
        endpoint: the server of S3-compatible storage, by default Amazon's or `AWS_ENDPOINT_URL`.
        precompress: in a folder, packed copies beside every text file, for servers that send those. Into a bucket,
            which has no way to choose for each browser, text files go packed.

    Raises:
        DeployError: the address is of no kind that is known, or nothing is to be sent there.
    """
    plain = unicodedata.normalize("NFKC", address)  # with the marks that editors type
    if not address.strip() or not address.isprintable():
        raise DeployError(
            _("没有写发到哪里，或里面有看不见的字符。请写一个文件夹、s3://桶名/前缀，或 ssh://用户@服务器/文件夹。")
        )
    if address != address.strip():
        raise DeployError(_("发到哪里写成了“{address}”，前后有多余的空格。请删去空格再试，没有发。", address=address))
    if "://" in plain:
        return _at(address if "://" in address else plain, endpoint, precompress)
    _refuse_machines(address, plain)
    if VARIABLE.search(address):
        raise DeployError(
            _(
                "{address} 里的变量没有换成真的路径，没有发。请写完整的路径，或以 ~/ 开头。真是这样的名字，前面加 ./ 。",
                address=address,
            )
        )
    folder = Path(base or Path.cwd(), address)
    if address.startswith("~"):
        try:
            folder = Path(address).expanduser()
        except RuntimeError:
            text = _("没有 {user} 这个用户的文件夹。请写完整的路径。", user=address.partition("/")[0])
            raise DeployError(text) from None
    root = resolved(folder, address)
    refuse_grounds(root, address, settings, output)
    from newsroom.deploying.folder import Folder

    return Folder(root, precompress, shown=address, may_be_taken_over=may_be_taken_over(root, settings))


def _at(address: str, endpoint: str | None, precompress: bool) -> Target:
    try:
        url = urlsplit(address)
        url.port  # noqa: B018 - it looks at it only now
    except ValueError:
        raise _unknown(address) from None
    if url.query or url.fragment:
        raise _unknown(address)
    if url.scheme == "s3" and BUCKET.fullmatch(url.netloc):
        prefix = url.path.strip("/")
        if any(name in ("", ".", "..") for name in prefix.split("/")) and prefix:
            raise _unknown(address)
        from newsroom.deploying.s3 import Bucket

        return Bucket(url.netloc, prefix, endpoint or os.environ.get("AWS_ENDPOINT_URL"), precompress)
    if url.scheme == "ssh":
        from newsroom.deploying.remote import Remote

        host, path = _of_machine(url, address)
        return Remote(host, path, url.port or 22, precompress, shown=address)
    if url.scheme in ("rsync", "sftp", "ftp", "ftps", "scp", "smb", "nfs", "dav", "davs", "webdav"):
        raise _elsewhere(address, url.netloc.rpartition("@")[2] or "server", url.path)
    raise _unknown(address)


def _of_machine(url: SplitResult, address: str) -> tuple[str, str]:
    """The machine and the folder there, for rsync. Neither can be taken for an option, nor for anything but what it is."""
    if url.password is not None:
        raise DeployError(
            _("网址里不要写密码。请用密钥登录（ssh-keygen，ssh-copy-id），再写 ssh://用户@服务器/文件夹。")
        )
    user, at, machine = url.netloc.rpartition("@")
    host = f"[{url.hostname}]" if "[" in machine else machine.partition(":")[0]
    path = unquote(url.path)
    home = path.startswith("/~/")
    path = path.removeprefix("/~/" if home else "/").rstrip("/")
    names = path.split("/")
    if not HOST.fullmatch(host) or (at and not USER.fullmatch(user)):
        raise _unknown(address)
    if not path.isprintable() or any(name in ("", ".", "..") for name in names) or names[0].startswith(("-", "~", ":")):
        text = _("{address} 里要写清楚那台机器上的文件夹，例如 ssh://user@server/srv/www/paper。", address=address)
        raise DeployError(text)
    return f"{user}{at}{host}", path if home else f"/{path}"


def _refuse_machines(address: str, plain: str) -> None:
    """What looks like another machine would become a folder of that name here."""
    if system.this.has_drives and (DRIVE.match(address) or address.startswith("\\\\")):
        return
    found = ELSEWHERE.fullmatch(plain)
    if found:
        raise _elsewhere(address, found["host"] or "server", found["path"])
    if address.startswith(("//", "\\\\")) or "@" in plain.partition("/")[0]:
        raise _elsewhere(address, plain.strip("/\\").replace("\\", "/").partition("/")[0], "")
    if address.startswith("-"):
        raise _unknown(address)


def _elsewhere(address: str, host: str, path: str) -> DeployError:
    folder = path if path.startswith("/") else f"/~/{path}" if path else "/srv/www/paper"
    text = _(
        "{address} 像是另一台机器，没有发。用 ssh 能登录的，请写 --to ssh://{host}{folder}（要装 rsync）；别的先发到本机的一个文件夹，再传过去，办法见 docs/publishers.md。真是本机的文件夹，前面加 ./ 。",
        address=address,
        host=host,
        folder=folder,
    )
    return DeployError(text)


def _unknown(address: str) -> DeployError:
    text = _("不知道怎么发到 {address}。请写一个文件夹、s3://桶名/前缀，或 ssh://用户@服务器/文件夹。", address=address)
    return DeployError(text)
