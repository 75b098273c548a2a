"""One sends at a time, to a folder, to a bucket and to another machine: a second one hears who it is."""

import json
import os
import re
import socket
import threading
import time
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from newsroom.deploying import DeployError, send
from newsroom.deploying.folder import Folder
from newsroom.deploying.lock import OLD, Holder, Lock
from newsroom.deploying.target import LOCK
from tests.deploying.places import contents, deploy, objects, run, start

pytestmark = pytest.mark.long
TAKEN = re.compile(
    r"\S+（\S+，进程 (\d+)）从 \d{4}-\d\d-\d\d \d\d:\d\d:\d\d 起正在往 \S+ 发，没有再发。请等它做完再试；确知它早已停了，就删去那里的 \.linli-lock\.json。\n"
)


@pytest.fixture
def folder(tmp_path) -> Folder:
    (tmp_path / "www").mkdir()
    return Folder(tmp_path / "www")


def leave(folder: Folder, holder: Holder) -> None:
    folder.put(LOCK, holder.written())


def test_a_second_one_hears_who_it_is_and_since_when(folder):
    with Lock(folder):
        with pytest.raises(DeployError) as told, Lock(folder):
            pass
        assert TAKEN.fullmatch(f"{told.value}\n")[1] == str(os.getpid())
        assert socket.gethostname() in str(told.value)
    assert os.listdir(folder.root) == []
    with Lock(folder):
        pass


def test_what_a_process_left_that_is_no_more_is_taken_over(folder, ended):
    leave(folder, replace(Holder.ourselves(), pid=ended))
    with Lock(folder):
        assert Holder.read(folder.read(LOCK, 9999)).pid == os.getpid()
    assert os.listdir(folder.root) == []


def test_another_process_of_the_same_number_is_no_holder(folder):
    leave(folder, replace(Holder.ourselves(), started="0"))
    with Lock(folder):
        pass


@pytest.mark.parametrize(("age", "is_taken"), [(0, True), (OLD - 60, True), (OLD + 60, False), (-OLD - 60, False)])
def test_of_another_machine_time_alone_tells(folder, ended, age, is_taken):
    leave(folder, replace(Holder.ourselves(), machine="another", pid=ended, renewed=time.time() - age))
    if is_taken:
        with pytest.raises(DeployError), Lock(folder):
            pass
    else:
        with Lock(folder):
            pass


@pytest.mark.parametrize(
    "data", [b"", b"{}", b"[]", b"\xff", b"7", b"[" * 9999, b'{"user": 1}', b'{"user":"a","host":"b","pid":"c"}']
)
def test_a_damaged_lock_is_nobodys(folder, data):
    folder.put(LOCK, data)
    with Lock(folder):
        pass


def test_what_somebody_wrote_into_a_lock_is_shown_plainly(folder):
    leave(folder, replace(Holder.ourselves(), machine="x", user="\x1b[31m\n" + "a" * 999, host="\u202e"))
    with pytest.raises(DeployError) as told, Lock(folder):
        pass
    assert str(told.value).isprintable()
    assert len(str(told.value)) < 300


def test_who_lost_the_lock_stops_before_anything_is_removed(built):
    www = built.root / "www"
    send(built.output, Folder(www))
    (built.root / "content/articles/2024/03/02/b.md").unlink()
    assert built.build() == 0

    class Robbed(Folder):
        def send(self, paths, site, done):
            super().send(paths, site, done)
            leave(self, replace(Holder.ourselves(), machine="another"))

    with pytest.raises(DeployError):
        send(built.output, Robbed(www))
    assert (www / "2024/03/02/yi/index.html").is_file()
    assert Holder.read((www / LOCK).read_bytes()).machine == "another"


@pytest.mark.parametrize("damaged", [False, True])
def test_of_many_who_find_a_stale_lock_one_gets_it(folder, ended, damaged):
    """And nobody gets it while another has it."""
    having, most, taken = [], [], []
    for _ in range(10):
        leave(folder, replace(Holder.ourselves(), pid=ended))
        if damaged:
            folder.put(LOCK, b"half")
        barrier = threading.Barrier(8)

        def try_it(barrier=barrier):
            barrier.wait()
            try:
                with Lock(folder):
                    having.append(1)
                    most.append(len(having))
                    time.sleep(0.02)
                    having.pop()
            except DeployError:
                taken.append(1)

        threads = [threading.Thread(target=try_it) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert max(most) == 1
    assert len(most) >= 10
    assert taken


def two_at_once(paper, *arguments):
    """Two deployments that begin together; gives how they ended, and what the second said."""
    processes = [start(paper, *arguments) for _ in range(2)]
    ends = [process.communicate() for process in processes]
    return sorted(zip((process.returncode for process in processes), (err for _out, err in ends), strict=True))


BUSY = "这份报纸正在出报，或正在发到网上。请等它做完再试。\n"


def test_two_at_once_from_one_place(built):
    """The site itself is held, too: no build changes it meanwhile."""
    for round_ in range(3):
        www = built.root / f"www{round_}"
        ended = two_at_once(built, "deploy", "--to", str(www))
        assert ended[0] == (0, "")
        assert ended[1] in [(0, ""), (1, BUSY)] or TAKEN.fullmatch(ended[1][1])
        assert contents(www) == built.files()


@contextmanager
def held_up(monkeypatch):
    """A deployment in this process that waits, with its lock, until it may go on."""
    waits, may_go = threading.Event(), threading.Event()
    plain = Lock.renew

    def renew(self):
        waits.set()
        assert may_go.wait(60)
        plain(self)

    monkeypatch.setattr(Lock, "renew", renew)
    yield waits, may_go


@pytest.mark.parametrize("kind", ["folder", "bucket", "ssh"])
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_two_at_once_from_two_places(built, monkeypatch, kind, request):
    www = built.root / "www"
    if kind == "folder":
        arguments = ["--to", str(www)]
    elif kind == "bucket":
        arguments = ["--to", "s3://paper/news", "--endpoint", request.getfixturevalue("s3")]
        request.getfixturevalue("bucket")
    else:
        arguments = ["--to", f"{request.getfixturevalue('ssh')}{www}"]
    assert built.build("--output", "second") == 0
    ends = []
    with held_up(monkeypatch) as (waits, may_go):
        first = threading.Thread(target=lambda: ends.append(run(built, "deploy", *arguments)))
        first.start()
        assert waits.wait(60)
        other = start(built, "deploy", *arguments, "--output", "second")
        _out, err = other.communicate()
        assert other.returncode == 1
        assert TAKEN.fullmatch(err)[1] == str(os.getpid())
        may_go.set()
        first.join()
    assert ends == [0]
    there = contents(www) if kind != "bucket" else objects(request.getfixturevalue("bucket"), "news/")
    assert there == built.files()


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_bucket_has_conditional_writes(built, s3, bucket, ended):
    arguments = ["--to", "s3://paper", "--endpoint", s3]
    stale = replace(Holder.ourselves(), pid=ended)
    bucket.put_object(Bucket="paper", Key=LOCK, Body=stale.written())
    assert deploy(built, *arguments) == 0
    assert objects(bucket) == built.files()
    bucket.put_object(Bucket="paper", Key=LOCK, Body=replace(stale, machine="another").written())
    assert deploy(built, *arguments) == 1
    from newsroom.deploying.s3 import Bucket

    here = Bucket("paper", "", s3)
    assert not here.claim(b"mine", None)
    assert not here.claim(b"mine", b"what it is not")
    assert json.loads(bucket.get_object(Bucket="paper", Key=LOCK)["Body"].read())["machine"] == "another"
    here.remove([LOCK])
    assert not here.claim(b"mine", b"what is there no more")
    assert here.claim(b"mine", None)


class Plain(BaseHTTPRequestHandler):
    """An S3 server that knows no conditional writes: it passes on everything else."""

    protocol_version = "HTTP/1.1"  # else whoever writes waits a second each time to be told to go on
    behind = ""

    def _pass_on(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.headers.get("If-Match") or self.headers.get("If-None-Match"):
            code, answer, headers = 501, b"<Error><Code>NotImplemented</Code></Error>", {}
        else:
            headers = {"Content-Type": "application/xml", **self.headers}  # else it would be a form
            asked = Request(self.behind + self.path, body or None, headers, method=self.command)
            try:
                with urlopen(asked) as found:
                    code, answer, headers = found.status, found.read(), found.headers
            except HTTPError as error:
                code, answer, headers = error.code, error.read(), error.headers
        self.send_response(code)
        for name in ("ETag", "Content-Type", "Last-Modified"):
            if headers.get(name):
                self.send_header(name, headers[name])
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    do_GET = do_PUT = do_POST = do_DELETE = _pass_on

    def log_message(self, *_):
        pass


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_bucket_without_conditional_writes(built, s3, bucket, ended, monkeypatch):
    monkeypatch.setattr(Plain, "behind", s3)
    with ThreadingHTTPServer(("127.0.0.1", 0), Plain) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            arguments = ["--to", "s3://paper", "--endpoint", f"http://127.0.0.1:{server.server_port}"]
            stale = replace(Holder.ourselves(), pid=ended)
            bucket.put_object(Bucket="paper", Key=LOCK, Body=stale.written())
            assert deploy(built, *arguments) == 0
            assert objects(bucket) == built.files()
            bucket.put_object(Bucket="paper", Key=LOCK, Body=replace(stale, machine="another").written())
            assert deploy(built, *arguments) == 1
        finally:
            server.shutdown()
            thread.join()
