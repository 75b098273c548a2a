"""The lock at a target: one sends at a time, and a second one hears who it is.

A lock that was left behind by a process that is no more, or that nobody has renewed for long, is taken over.
"""

from __future__ import annotations

import getpass
import hashlib
import json
import os
import socket
import time
import uuid
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from linli.messages import _
from newsroom.deploying.target import LOCK, DeployError, Target

RENEWED, OLD = 60, 3600  # seconds between two renewals, and after which nobody is believed to be at work any more
MOST = 4096  # bytes of a lock
LONGEST = 60  # characters of what somebody else wrote that a message shows


@dataclass(frozen=True, slots=True)
class Holder:
    """Who is sending, and since when. All of it is text that somebody wrote."""

    user: str
    host: str
    pid: int
    since: float
    renewed: float
    token: str  # another for every deployment
    machine: str  # tells machines, and containers on one, apart
    started: str  # tells processes of one number apart

    @classmethod
    def ourselves(cls) -> Holder:
        """This process."""
        try:
            user = getpass.getuser()
        except (KeyError, OSError):  # a container's number without a name
            user = str(os.getuid()) if hasattr(os, "getuid") else "?"
        now, pid = time.time(), os.getpid()
        return cls(user, socket.gethostname(), pid, now, now, uuid.uuid4().hex, _machine(), _started(pid))

    @classmethod
    def read(cls, data: bytes) -> Holder | None:
        """Who a lock says; None if it is damaged."""
        try:
            said = json.loads(data)
            found = cls(**{field.name: said[field.name] for field in fields(cls)})
            texts = (found.user, found.host, found.token, found.machine, found.started)
            numbers = (found.since, found.renewed)
            if not all(isinstance(text, str) for text in texts) or type(found.pid) is not int:
                return None
            if not all(type(number) in (int, float) and 0 <= number < 1e11 for number in numbers):
                return None
        except (ValueError, TypeError, LookupError, RecursionError):
            return None
        return found

    def written(self) -> bytes:
        """As it stands in a lock."""
        return json.dumps(asdict(self), ensure_ascii=False).encode()

    @property
    def is_gone(self) -> bool:
        """Whether it is at work no more: its process has ended, or it has not been heard of for long."""
        if self.machine == _machine() and (not 0 < self.pid < 1 << 31 or _started(self.pid) != self.started):
            return True
        return abs(time.time() - self.renewed) > OLD


class Lock:
    """Our lock at a target."""

    def __init__(self, target: Target) -> None:
        self.target = target
        self._data = b""
        self._heard = 0.0

    def __enter__(self) -> Lock:
        """Takes it.

        Raises:
            DeployError: somebody else has it.
        """
        holder = Holder.ourselves()
        self._data = holder.written()
        there = self.target.read(LOCK, MOST)
        if there is not None:
            other = Holder.read(there)
            if other is not None and not other.is_gone:
                raise self._taken(other)
            if len(there) >= MOST:  # no lock of ours, whatever it is
                self.target.remove([LOCK])
                there = None
        if not self.target.claim(self._data, there) or self.target.read(LOCK, MOST) != self._data:
            raise self._taken(Holder.read(self.target.read(LOCK, MOST) or b""))
        self._heard = time.monotonic()
        return self

    def __exit__(self, *error: object) -> None:
        with suppress(DeployError):
            if self.target.read(LOCK, MOST) == self._data:
                self.target.remove([LOCK])

    def renew(self) -> None:
        """Says that we are still at work, now and then."""
        if time.monotonic() - self._heard < RENEWED:
            return
        self.check()
        said = json.loads(self._data)
        data = json.dumps({**said, "renewed": time.time()}, ensure_ascii=False).encode()
        self.target.put(LOCK, data)
        self._data, self._heard = data, time.monotonic()

    def check(self) -> None:
        """Sees to it that we still have it.

        Raises:
            DeployError: somebody else has taken it over.
        """
        there = self.target.read(LOCK, MOST)
        if there != self._data:
            raise self._taken(Holder.read(there or b""))

    def _taken(self, other: Holder | None) -> DeployError:
        place = self.target.shown
        if other is None:
            return DeployError(_("{place} 刚刚有别人在发，没有再发。请等一会儿再运行一次。", place=place))
        since = time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(other.since))
        text = _(
            "{user}（{host}，进程 {pid}）从 {since} 起正在往 {place} 发，没有再发。请等它做完再试；确知它早已停了，就删去那里的 {lock}。",
            user=_plain(other.user),
            host=_plain(other.host),
            pid=other.pid,
            since=since,
            place=place,
            lock=LOCK,
        )
        return DeployError(text)


def _plain(text: str) -> str:
    """What somebody else wrote, fit for a line on a terminal."""
    return "".join(character if character.isprintable() else "?" for character in text[:LONGEST])


def _machine() -> str:
    """The same for processes that see each other's numbers, and for no others."""
    node = uuid.getnode()
    made_up = node >> 40 & 1  # RFC 9562, 6.10: another for every process
    known = [socket.gethostname(), "" if made_up else f"{node:x}", _text_of("/etc/machine-id")]
    with suppress(OSError):
        known.append(str(Path("/proc/self/ns/pid").readlink()))
    return hashlib.sha256("\n".join(known).encode()).hexdigest()[:16]


def _started(pid: int) -> str:
    """When a process of this machine started, in the system's own words; empty when there is none."""
    if Path("/proc/self/stat").exists():
        # Behind the name, which may hold anything, the twentieth word (proc_pid_stat(5)); another start, other numbers.
        words = _text_of(f"/proc/{pid}/stat").rpartition(")")[2].split()
        return f"{_text_of('/proc/sys/kernel/random/boot_id').strip()} {words[19]}" if len(words) > 19 else ""
    try:  # pragma: no cover - editors' machines
        os.kill(pid, 0)
    except ProcessLookupError:  # pragma: no cover
        return ""
    except OSError:  # pragma: no cover - somebody else's
        pass
    return "?"  # pragma: no cover


def _text_of(file: str) -> str:
    try:
        return Path(file).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
