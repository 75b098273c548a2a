"""A folder of another machine as a target, by rsync over ssh.

rsync is run with exact arguments and never through a shell, and `--secluded-args` keeps the shell of the other machine away
from them, too. What it says of files is read line by line. `RSYNC_RSH` may name another ssh, as rsync itself has it.
"""

from __future__ import annotations

import atexit
import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from linli.build.finished import FinishedSite
from linli.errors import reason_of
from linli.messages import _
from linli.model.addresses import folders_of
from linli.system.rooted import Kind
from newsroom.deploying.compress import SUFFIXES, copies_of, names_of, suffixes_of
from newsroom.deploying.target import LOCK, MANIFEST, DeployError, Listing

# As `--list-only` tells of a file, and as it writes characters that it does not show.
ENTRY = re.compile(rb"([-dlpscbD])\S{9}\S* +[\d.,]+ \d{4}/\d\d/\d\d \d\d:\d\d:\d\d (.*)", re.S)
ESCAPED = re.compile(rb"\\#([0-7]{3})")
HALF = re.compile(r"((?:.*/)?)\.([^/]+)\.[A-Za-z0-9]{6}", re.S)  # what rsync is writing
PAUSE = 2.0  # seconds in which somebody who looked before us has written
LONGEST_SOCKET = 80  # characters of its path: systems allow 104, and ssh adds some
MISSING = b"No such file or directory (2)"
OPTIONS = ("--secluded-args", "--8-bit-output", "--no-human-readable", "--timeout=300")
KINDS = {b"-": Kind.FILE, b"l": Kind.LINK}


class Remote:
    """Files are written beside their place and moved into it by rsync, which follows no links there."""

    may_be_taken_over = True

    def __init__(self, host: str, folder: str, port: int, precompress: bool = False, *, shown: str) -> None:
        self.place, self.shown, self.precompress = f"{host}:{folder}", shown, precompress
        ssh = os.environ.get("RSYNC_RSH") or "ssh"
        self.shell = f"{ssh} -p {port} -o BatchMode=yes -o ConnectTimeout=30{self._shared_connection()}"
        self._listing: Listing = {}
        if shutil.which("rsync") is None:
            raise DeployError(_("发到 ssh:// 要用 rsync。请先装好它，例如 sudo apt-get install rsync。"))

    def look(self) -> Listing:
        found: dict[str, Kind] = {}
        try:
            lines = self._run(["--recursive", "--links", "--list-only"], [f"{self.place}/"]).split(b"\n")
        except _Missing:
            lines = []
        for line in lines:
            entry = ENTRY.fullmatch(line)
            if entry and entry[1] != b"d":
                name = entry[2].partition(b" -> ")[0] if entry[1] == b"l" else entry[2]
                found[_path(name)] = KINDS.get(entry[1], Kind.OTHER)
        self._listing = found
        return found

    def read(self, path: str, most: int) -> bytes | None:
        with tempfile.TemporaryDirectory(prefix="linli-") as folder:
            try:
                self._run(["--links", f"--max-size={most}"], [f"{self.place}/{path}", f"{folder}/found"])
            except _Missing:
                return None
            found = Path(folder, "found")
            return found.read_bytes() if found.is_file() and not found.is_symlink() else b""

    def same(self, paths: Sequence[str], site: FinishedSite) -> set[str]:
        if not paths:
            return set()
        # It names those that it would send: what is there with other bytes.
        out = self._run(["--dry-run", "--checksum", "--out-format=%n"], [f"{site.root}/", f"{self.place}/"], paths)
        other = {_path(line) for line in out.split(b"\n")}
        return {path for path in paths if path not in other and self._is_accompanied(path, site)}

    def put(self, path: str, data: bytes) -> None:
        self._put(path, data)

    def claim(self, data: bytes, there: bytes | None) -> bool:
        """rsync has no way to make a file only where there is none: who wrote last has the lock, and who was earlier sees that."""
        if there is None:
            self._put(LOCK, data, "--ignore-existing")
        elif self.read(LOCK, len(there) + 1) == there:
            self._put(LOCK, data)
        else:
            return False
        time.sleep(PAUSE)
        return True

    def send(self, paths: Sequence[str], site: FinishedSite, done: Callable[[int], None]) -> None:
        """Copies go before their files: cut off, what a server prefers is not the older."""
        with tempfile.TemporaryDirectory(prefix="linli-") as folder:
            Path(folder).chmod(0o755)  # a new folder there gets its permissions
            when, copies, surplus = time.time_ns(), list[str](), list[str]()
            for path in paths:
                data = site.read(path)
                packed = copies_of(path, data) if self.precompress else {}
                for suffix, content in {**packed, "": data}.items():
                    _put_down(Path(folder, path + suffix), content, when)
                copies += [path + suffix for suffix in packed]
                surplus += [name for name in names_of(path)[1:] if name not in site.files]
            surplus = sorted({*surplus} & self._listing.keys() - {*copies})
            for names in (copies, paths):
                if names:
                    self._run(["--times", "--ignore-times"], [f"{folder}/", f"{self.place}/"], names)
        self._remove(surplus)
        done(len(paths))

    def _is_accompanied(self, path: str, site: FinishedSite) -> bool:
        """Whether a file has the copies there that it is to have, and no others."""
        wanted = set(suffixes_of(path, site.sizes[path])) if self.precompress else set()
        there = {suffix for suffix in SUFFIXES if path + suffix in self._listing and path + suffix not in site.files}
        return there == wanted

    def remove(self, paths: Sequence[str]) -> None:
        self._remove([name for path in paths for name in names_of(path)])

    def _remove(self, paths: Sequence[str]) -> None:
        """What is named and is missing in a folder of nothing goes there; so do folders, deepest first, that are empty then."""
        if not paths:
            return
        gone = set(paths)
        left = folders_of(path for path in self._listing if path not in gone)
        empty = folders_of(gone) - left
        with tempfile.TemporaryDirectory(prefix="linli-") as nothing:
            for depth in (None, *sorted({folder.count("/") for folder in empty}, reverse=True)):
                names = gone if depth is None else {folder for folder in empty if folder.count("/") == depth}
                self._run(["--delete-missing-args"], [f"{nothing}/", f"{self.place}/"], sorted(names))

    def leftovers(self, listing: Listing, known: set[str]) -> list[str]:
        """rsync gives what it writes the name of the file, with a point before it and six characters behind."""
        halves = ((path, HALF.fullmatch(path)) for path in listing)
        return [path for path, half in halves if half and half[1] + half[2] in known | {LOCK, MANIFEST}]

    def _shared_connection(self) -> str:
        """Options for ssh: one deployment asks a score of times, and logs in once. The connection ends by itself."""
        folder = tempfile.mkdtemp(prefix="linli-")
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        socket = f"{folder}/ssh"
        if len(socket) > LONGEST_SOCKET or not socket.replace("/", "").replace("-", "").replace("_", "").isalnum():
            return ""
        return f" -o ControlMaster=auto -o ControlPath={socket} -o ControlPersist=20"

    def _put(self, path: str, data: bytes, *options: str) -> None:
        with tempfile.TemporaryDirectory(prefix="linli-") as folder:
            Path(folder).chmod(0o755)
            Path(folder, path).write_bytes(data)
            self._run([*options, "--ignore-times"], [f"{folder}/", f"{self.place}/"], [path])

    def _run(self, options: Sequence[str], places: Sequence[str], names: Sequence[str] = ()) -> bytes:
        """What rsync says.

        Args:
            places: from where, and to where.
            names: the files below the source that are meant.

        Raises:
            _Missing: what is asked for is not there.
            DeployError: it failed.
        """
        given = "\0".join(names).encode()
        listed = ["--from0", "--files-from=-"] if given else []
        command = ["rsync", *OPTIONS, f"--rsh={self.shell}", *listed, *options, "--", *places]
        try:
            with tempfile.TemporaryFile() as told:  # no pipe: the connection that stays would hold it open
                environment = {**os.environ, "LC_ALL": "C"}
                ended = subprocess.run(command, input=given, stdout=subprocess.PIPE, stderr=told, env=environment)
                told.seek(0)
                errors = told.read()
        except OSError as error:
            raise self._not_sent(reason_of(error)) from error
        if ended.returncode == 24 or not ended.returncode:  # 24: what was to be removed is not here
            return ended.stdout
        if ended.returncode == 23 and MISSING in errors and not given:
            raise _Missing
        lines = [line for line in errors.decode(errors="replace").splitlines() if line.strip()]
        raise self._not_sent(lines[0] if lines else f"rsync {ended.returncode}")

    def _not_sent(self, reason: str) -> DeployError:
        plain = "".join(character for character in reason if character.isprintable())[:200]
        text = _(
            "发不到 {place}（{reason}）。请先用 ssh 登录一次，看看密钥、那边的文件夹和 rsync；改好后可以再运行一次。",
            place=self.shown,
            reason=plain,
        )
        return DeployError(text)


def _put_down(file: Path, data: bytes, when: int) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    os.utime(file, ns=(when, when))


class _Missing(Exception):
    """There is no such file or folder on the other machine."""


def _path(name: bytes) -> str:
    """The path that rsync means by what it writes."""
    return os.fsdecode(ESCAPED.sub(lambda found: bytes([int(found[1], 8)]), name))
