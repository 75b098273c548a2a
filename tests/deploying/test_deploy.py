"""`linli deploy` to a folder, and to an S3 server on this machine."""

import gzip
import json
from contextlib import suppress

import brotli
import pytest

from newsroom.deploying import DeployError, send
from newsroom.deploying.folder import Folder
from newsroom.deploying.target import LOCK, MANIFEST
from tests.deploying.places import contents, deploy
from tests.paper import CONFIG


class Diary:
    """A target that notes what is done to it, and can fail at any step."""

    def __init__(self, inner, fail_at=None):
        self.inner, self.fail_at, self.done = inner, fail_at, []

    def __getattr__(self, name):
        return getattr(self.inner, name)

    def _note(self, *done):
        if len(self.done) == self.fail_at:
            raise DeployError("cut off")
        self.done += done

    def put(self, path, data):
        self._note(path)
        self.inner.put(path, data)

    def send(self, paths, site, done):
        for path in paths:
            self._note(path)
            self.inner.send([path], site, done)

    def remove(self, paths):
        if paths and paths != [LOCK]:
            self._note(*(f"-{path}" for path in paths))
        self.inner.remove(paths)


def test_a_folder_gets_the_site_and_then_only_what_changed(built, capsys):
    www = built.root / "www"
    assert deploy(built, "--to", "www") == 0
    assert contents(www) == built.files()
    capsys.readouterr()
    assert deploy(built, "--to", "www") == 0
    assert capsys.readouterr().out == f"已发到 www：新 0 个文件，删 0 个，{len(built.files())} 个没有变。\n"
    built.article("2024/03/02/b.md", "乙", "改过。")
    assert built.build() == 0
    assert deploy(built, "--to", "www") == 0
    assert "新 3 个文件，删 0 个" in capsys.readouterr().out


def test_parts_go_before_pages_the_front_page_last_and_deletions_after(built):
    folder = Folder(built.root / "www")
    send(built.output, folder, lambda *_: None)
    (built.root / "content/articles/2024/03/02/b.md").unlink()
    built.picture("new.svg")
    built.article("2024/03/03/c.md", "丙", "![新](photos/new.svg)")
    assert built.build() == 0
    diary = Diary(folder)
    send(built.output, diary, lambda *_: None)
    done = diary.done
    assert done[0] == done[-1] == MANIFEST
    assert not (folder.root / LOCK).exists()
    assert done.index("photos/new.svg") < done.index("2024/03/03/bing/index.html") < done.index("index.html")
    assert done.index("index.html") < done.index("-2024/03/02/yi/index.html")
    assert contents(folder.root) == built.files()


@pytest.mark.parametrize("steps", range(0, 40, 3))
def test_cut_off_anywhere_it_can_be_run_again(built, steps):
    folder = Folder(built.root / "www")
    send(built.output, folder, lambda *_: None)
    (built.root / "content/articles/2024/03/02/b.md").unlink()
    built.article("2024/03/03/c.md", "丙")
    assert built.build() == 0
    with suppress(DeployError):
        send(built.output, Diary(folder, fail_at=steps), lambda *_: None)
    send(built.output, folder, lambda *_: None)
    assert contents(folder.root) == built.files()


@pytest.mark.parametrize("steps", [0, 1, 2, 3, 4, None])
def test_a_folder_takes_the_place_of_a_file_and_a_file_that_of_a_folder(built, steps):
    """Old addresses may be so, from one day to the next; cut off anywhere, sending can be run again."""
    config = CONFIG.replace('"plugins.sections"', '"plugins.sections", "plugins.syndication"')
    (built.root / "pelicanconf.py").write_text(config, encoding="utf-8")
    www = built.root / "www"
    folder = Folder(www, precompress=True)
    for old in ("/x.html, /y.html/z", "/x.html/z, /y.html", "/x.html, /y.html/z"):
        built.article("2024/03/01/a.md", "甲", "正文。" * 200, 旧址=old)
        assert built.build() == 0
        with suppress(DeployError):
            send(built.output, Diary(folder, fail_at=steps), lambda *_: None)
        send(built.output, folder, lambda *_: None)
        sent = {path: data for path, data in contents(www).items() if not path.endswith((".gz", ".br"))}
        assert sent == built.files()


def test_files_of_others_stay(built):
    www = built.root / "www"
    www.mkdir()
    (www / "verify.txt").write_text("mine", encoding="utf-8")
    assert deploy(built, "--to", "www", "--take-over") == 0
    (www / "second.txt").write_text("mine, too", encoding="utf-8")
    assert deploy(built, "--to", "www") == 0
    assert (www / "second.txt").read_text(encoding="utf-8") == "mine, too"
    assert (www / "verify.txt").read_text(encoding="utf-8") == "mine"


def test_precompressed_files_are_the_same_files(built):
    assert deploy(built, "--to", "www", "--precompress") == 0
    www = built.root / "www"
    for suffix, unpack in ((".gz", gzip.decompress), (".br", brotli.decompress)):
        packed = sorted(www.rglob(f"*{suffix}"))
        assert len(packed) > 5
        for file in packed:
            assert unpack(file.read_bytes()) == file.with_suffix("").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["--to", "gopher://paper.example"],
            "不知道怎么发到 gopher://paper.example。请写一个文件夹、s3://桶名/前缀，或 ssh://用户@服务器/文件夹。",
        ),
        (["--to", "www", "--output", "nowhere"], "nowhere 里没有网站。请先运行 linli build。"),
        (["--to", "pelicanconf.py"], "pelicanconf.py 不是文件夹。请换一个。"),
    ],
)
def test_what_cannot_be_sent_is_one_line(built, capsys, arguments, message):
    capsys.readouterr()
    assert deploy(built, *arguments) == 1
    assert capsys.readouterr().err == f"{message}\n"


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_bucket_gets_the_site_and_then_only_what_changed(built, s3, bucket, capsys):
    client = bucket
    client.put_object(Bucket="paper", Key="news/verify.txt", Body=b"mine")
    arguments = ["--to", "s3://paper/news", "--endpoint", s3]
    assert deploy(built, *arguments) == 1
    assert [entry["Key"] for entry in client.list_objects_v2(Bucket="paper")["Contents"]] == ["news/verify.txt"]
    assert deploy(built, *arguments, "--take-over") == 0
    keys = {entry["Key"] for entry in client.list_objects_v2(Bucket="paper")["Contents"]}
    assert keys == {f"news/{path}" for path in built.files()} | {f"news/{MANIFEST}", "news/verify.txt"}
    page = client.get_object(Bucket="paper", Key="news/2024/03/01/jia/index.html")
    assert page["Body"].read() == built.files()["2024/03/01/jia/index.html"]
    assert (page["ContentType"], page["CacheControl"]) == ("text/html; charset=utf-8", "no-cache")
    sheet = next(path for path in built.files() if path.endswith(".css"))
    assert (
        client.head_object(Bucket="paper", Key=f"news/{sheet}")["CacheControl"] == "public, max-age=31536000, immutable"
    )
    (built.root / "content/articles/2024/03/02/b.md").unlink()
    assert built.build() == 0
    capsys.readouterr()
    assert deploy(built, *arguments) == 0
    assert "删 3 个" in capsys.readouterr().out
    manifest = json.loads(client.get_object(Bucket="paper", Key=f"news/{MANIFEST}")["Body"].read())
    assert set(manifest) == set(built.files())
    keys = {entry["Key"] for entry in client.list_objects_v2(Bucket="paper")["Contents"]}
    assert "news/2024/03/02/yi/index.html" not in keys
    assert "news/verify.txt" in keys


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_bucket_has_each_page_packed_or_not_as_the_last_deployment_has_it(built, s3, capsys):
    import boto3

    client = boto3.client("s3", endpoint_url=s3)
    client.create_bucket(Bucket="paper")
    page = built.files()["2024/03/01/jia/index.html"]
    for packed in (["--precompress"], [], ["--precompress"], ["--precompress"]):
        capsys.readouterr()
        assert deploy(built, "--to", "s3://paper", "--endpoint", s3, *packed) == 0
        said = capsys.readouterr().out
        there = client.get_object(Bucket="paper", Key="2024/03/01/jia/index.html")
        assert there.get("ContentEncoding") == ("gzip" if packed else None)
        assert there["ContentType"] == "text/html; charset=utf-8"
        body = there["Body"].read()
        assert (gzip.decompress(body) if packed else body) == page
    assert "新 0 个文件" in said


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_bucket_that_is_not_there_is_one_line(built, s3, capsys):
    capsys.readouterr()
    assert deploy(built, "--to", "s3://nowhere", "--endpoint", s3) == 1
    err = capsys.readouterr().err
    assert err.startswith("发不到 s3://nowhere（")
    assert len(err.splitlines()) == 1
