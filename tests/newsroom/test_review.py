"""三审: a piece is published when all steps are signed for what it says; `linli review` signs."""

import re

import pytest

from newsroom.cli import main
from tests.newsroom import test_leaks
from tests.paper import CONFIG
from tests.pictures.samples import jpeg

STEPS = 'REVIEWS = ["初审", "复审", "终审"]\n'
PATH = "content/articles/2024/06/01/a.md"
PEOPLE = ("张三", "李四", "王五")


@pytest.fixture
def reviewed(paper, monkeypatch):
    """A paper with reviews, and one piece that nobody has signed."""
    (paper.root / "pelicanconf.py").write_text(CONFIG + STEPS, encoding="utf-8")
    paper.article("2024/06/01/a.md", "老井", "井水清了。", 短名="a")
    monkeypatch.chdir(paper.root)
    return paper


def sign(*people, path=PATH):
    return [main(["review", path, "--by", person]) for person in people]


def is_online(paper, url="2024/06/01/a"):
    return (paper.output / url / "index.html").is_file()


def change(paper, old, new, path=PATH):
    file = paper.root / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_a_piece_is_published_when_every_step_is_signed(reviewed, capsys):
    assert reviewed.build() == 0
    assert "有 1 篇还没有签完，没有发布。看是哪几篇：linli review" in capsys.readouterr().out
    assert not is_online(reviewed)
    for number, person in enumerate(PEOPLE):
        assert sign(person) == [0]
        assert reviewed.build() == 0
        assert is_online(reviewed) == (number == 2)
    fields = (reviewed.root / PATH).read_text(encoding="utf-8").split("---")[1]
    assert re.findall(r"(..): (..) \d{4}-\d\d-\d\d \d\d:\d\d #[0-9a-f]{18}", fields) == [
        ("初审", "张三"),
        ("复审", "李四"),
        ("终审", "王五"),
    ]


def test_signing_changes_no_page_but_those_that_come_with_the_piece(reviewed):
    sign("张三", "李四")
    assert reviewed.build() == 0
    before = reviewed.stats()
    (reviewed.root / PATH).write_text((reviewed.root / PATH).read_text("utf-8").replace("李四", "赵六"), "utf-8")
    assert reviewed.build() == 0
    assert reviewed.stats() == before


def test_a_change_after_the_last_signature_stops_the_build_and_says_who_must_look_again(reviewed, capsys):
    sign(*PEOPLE)
    assert reviewed.build() == 0
    before = reviewed.files()
    change(reviewed, "清了", "浑了")
    capsys.readouterr()
    assert reviewed.build() == 1
    assert reviewed.files() == before
    told = capsys.readouterr().err.splitlines()
    assert [re.sub(r"\d{4}-\d\d-\d\d \d\d:\d\d", "…", line) for line in told[:3]] == [
        f"{PATH}:{line}: E217 {step}（{person}，…）签了以后，正文改过，签的不算数了。请{person}重看，再签一次。这篇已在网站上，不会悄悄消失：不补签，就不出报。要先撤下，加一行“状态: 草稿”。"
        for line, step, person in zip((5, 6, 7), ("初审", "复审", "终审"), PEOPLE, strict=True)
    ]
    assert reviewed.build("--without-faulty") == 1
    assert not is_online(reviewed)
    assert reviewed.build() == 1  # it was signed by all: on a machine without the site, too
    assert "这篇本来已经签完：不补签，就不出报。" in capsys.readouterr().err
    change(reviewed, "浑了", "清了")  # what was signed is there again
    assert reviewed.build() == 0
    assert reviewed.files() == before


def test_a_correction_is_signed_as_any_other_change(reviewed, capsys):
    sign(*PEOPLE)
    assert reviewed.build() == 0
    change(reviewed, "短名: a\n", "短名: a\n更正: 2024-06-02 第一段有误。\n")
    assert reviewed.build() == 1
    assert "标题等字段改过" in capsys.readouterr().err
    assert sign(*PEOPLE) == [0, 0, 0]
    assert reviewed.build() == 0
    assert "第一段有误" in reviewed.page("2024/06/01/a").text_content()


def test_signatures_taken_out_of_a_published_piece_are_told(reviewed, capsys):
    sign(*PEOPLE)
    assert reviewed.build() == 0
    change(reviewed, "终审", "终审x")
    assert reviewed.build() == 1
    reviewed.article("2024/06/01/a.md", "老井", "井水清了。", 短名="a")
    capsys.readouterr()
    assert reviewed.build() == 1
    assert f"{PATH}:1: E217 还没有签：初审、复审、终审。签完才发布。这篇已在网站上" in capsys.readouterr().err
    reviewed.article("2024/06/01/a.md", "老井", "井水清了。", 短名="a", 状态="草稿")
    assert reviewed.build() == 0
    assert not is_online(reviewed)


def test_a_withdrawal_waits_for_nobody(reviewed):
    sign(*PEOPLE)
    assert reviewed.build() == 0
    reviewed.article("2024/06/01/a.md", "老井", "井水清了。", 短名="a", 状态="撤稿", 更正="2024-06-02 来源有误。")
    assert reviewed.build() == 0
    assert "来源有误" in reviewed.page("2024/06/01/a").text_content()


def test_a_picture_that_changed_is_a_change(reviewed, capsys):
    reviewed.write("photos/a.jpg", jpeg((90, 60)))
    reviewed.article("2024/06/01/a.md", "老井", "井水清了。\n\n![井](photos/a.jpg)", 短名="a")
    sign(*PEOPLE)
    assert reviewed.build() == 0
    reviewed.write("photos/a.jpg", jpeg((96, 60)))
    assert reviewed.build() == 1
    assert "图片或附件改过" in capsys.readouterr().err


@pytest.mark.parametrize("field", ["权重: 9", "版次: 2", "日期: 2024-06-01 08:00", "旧址: /old.html"])
def test_where_and_when_it_stands_is_no_change(reviewed, field):
    sign(*PEOPLE)
    change(reviewed, "短名: a\n", f"短名: a\n{field}\n")
    assert reviewed.build() == 0
    assert is_online(reviewed)


def test_signatures_by_hand_are_completed_by_fix(reviewed, capsys):
    lines = "".join(f"{step}：{person} 2024-06-01 1{number}:20\n" for number, (step, person) in enumerate(zip(("初审", "复审", "终审"), PEOPLE, strict=True)))  # fmt: skip
    change(reviewed, "短名: a\n", f"短名: a\n{lines}")
    assert reviewed.build() == 0
    assert "W242 初审写了张三，还没有记下签的是哪一版，不算数" in capsys.readouterr().err
    assert not is_online(reviewed)
    assert main(["check", "--fix"]) == 0
    assert f"{PATH}:5:\n  - 初审：张三 2024-06-01 10:20\n  + 初审: 张三 2024-06-01 10:20 #" in capsys.readouterr().out
    assert reviewed.build() == 0
    assert is_online(reviewed)
    assert main(["check", "--fix"]) == 0
    assert "没有要改的。" in capsys.readouterr().out


def test_fix_leaves_alone_what_is_signed(reviewed, capsys):
    reviewed.article("2024/06/01/a.md", "老井", "井水清了,他说.", 短名="a")
    sign("张三")
    before = (reviewed.root / PATH).read_bytes()
    assert main(["check", "--fix"]) == 0
    assert f"{PATH}: 已有人签过，没有改；改了就要重签。要改，先请签的人知道。" in capsys.readouterr().out
    assert (reviewed.root / PATH).read_bytes() == before
    reviewed.article("2024/06/01/a.md", "老井", "井水清了。", 短名="a")
    sign("张三")
    before = (reviewed.root / PATH).read_bytes()
    (reviewed.root / PATH).write_bytes(before.replace(b"\n", b"\r"))  # what is no change of the text
    assert main(["check", "--fix"]) == 0
    assert (reviewed.root / PATH).read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--by", "张三", "--step", "复审"], "还不能签复审：初审还没有签好。"),
        (["--by", "张三", "--step", "四审"], "没有“四审”这一步。设置里写的是：初审、复审、终审。"),
        (["--by", "2024"], "“2024”不像人名。请写签的人的名字。"),
        (["--by", "张三 #1"], "“张三 #1”不像人名。请写签的人的名字。"),
        (["--by", " "], "“”不像人名。请写签的人的名字。"),
    ],
)
def test_what_cannot_be_signed_is_told(reviewed, capsys, arguments, message):
    before = (reviewed.root / PATH).read_bytes()
    assert main(["review", PATH, *arguments]) == 2
    assert capsys.readouterr().err == f"{PATH}: {message}\n"
    assert (reviewed.root / PATH).read_bytes() == before


def test_nobody_signs_twice(reviewed, capsys):
    assert sign("张三", "张三") == [0, 2]
    assert "张三已经签了初审。每一步要由不同的人签。" in capsys.readouterr().err
    assert sign("李四", "王五", "赵六") == [0, 0, 2]
    assert "每一步都签了，没有要签的。" in capsys.readouterr().err


def test_an_author_who_signs_is_told(reviewed, capsys):
    change(reviewed, "短名: a\n", "短名: a\n署名: 记者 张三\n")
    sign(*PEOPLE)
    assert reviewed.build() == 0
    assert "W245 初审签的是张三，也是这篇的作者。最好换一个人审。" in capsys.readouterr().err
    assert is_online(reviewed)


def test_what_waits_and_what_changed_are_listed(reviewed, capsys):
    sign("张三")
    capsys.readouterr()
    assert main(["review"]) == 0
    shown = capsys.readouterr().out
    assert re.search(rf"{PATH}\s+张三 [-\d]+ [:\d]+\s+还没有签\s+还没有签\n还没有签完的：1 篇。\n", shown)
    change(reviewed, "清了", "浑了")
    capsys.readouterr()
    assert sign("李四") == [2]
    assert "初审是张三签的，现在要重签。换李四来签这一步，请写明 --step 初审。" in capsys.readouterr().err
    assert main(["review", PATH]) == 0
    lines = capsys.readouterr().out
    assert "正文改过，要重签" in lines and "    -井水清了。\n    +井水浑了。\n" in lines


def test_pieces_of_earlier_days_need_no_signature(reviewed):
    reviewed.article("2024/05/31/b.md", "桥", 短名="b")
    config = reviewed.root / "pelicanconf.py"
    config.write_text(f'{CONFIG}{STEPS}REVIEWS_SINCE = "2024-06-01"\n', encoding="utf-8")
    assert reviewed.build() == 0
    assert is_online(reviewed, "2024/05/31/b") and not is_online(reviewed)


def test_an_archive_does_not_vanish_when_reviews_begin(paper, monkeypatch, capsys):
    for number in range(120):
        paper.article(f"2024/05/{number % 28 + 1:02}/a{number}.md", f"第{number}篇", 短名=f"a{number}")
    assert paper.build() == 0
    before = paper.files()
    config = paper.root / "pelicanconf.py"
    config.write_text(CONFIG + STEPS, encoding="utf-8")
    capsys.readouterr()
    for _again in range(2):
        assert paper.build() == 1
        line = len(CONFIG.splitlines()) + 1
        assert capsys.readouterr().err.startswith(
            f"pelicanconf.py:{line}: E009 有 120 篇没有人签过，其中 120 篇已在网站上（content/articles/2024/05/01/a0.md、"
        )
    assert paper.build("--without-faulty") == 1
    assert paper.files() == before
    config.write_text(f'{CONFIG}{STEPS}REVIEWS_SINCE = "2024-06-01"\n', encoding="utf-8")
    assert paper.build() == 0
    assert paper.files() == before


def test_a_file_keeps_its_encoding_of_lines(reviewed):
    file = reviewed.root / PATH
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    sign("张三")
    assert b"\r\n" in file.read_bytes() and b"\n" not in file.read_bytes().replace(b"\r\n", b"")


def test_without_steps_there_is_nothing_to_sign(paper, monkeypatch, capsys):
    paper.article("2024/06/01/a.md", "老井", 短名="a")
    monkeypatch.chdir(paper.root)
    assert main(["review"]) == 2
    assert capsys.readouterr().err.startswith("设置里没有写 REVIEWS，稿件不用签。")


def test_who_signed_is_counted(reviewed, capsys):
    sign(*PEOPLE)
    reviewed.article("2024/06/02/b.md", "桥", 短名="b")
    sign("李四", "张三", "王五", path="content/articles/2024/06/02/b.md")
    capsys.readouterr()
    assert main(["stats", "--from", "2024-06", "--to", "2024-06", "--by", "reviewer", "--csv", "a.csv"]) == 0
    shown = capsys.readouterr().out
    assert re.search(r"王五\s+2\s+8\s+终审 2\n", shown) and re.search(r"张三\s+2\s+8\s+初审 1　复审 1\n", shown)
    rows = (reviewed.root / "a.csv").read_text(encoding="utf-8-sig").splitlines()
    assert "签审和步骤,张三,复审,1,3,2024-06-01,2024-06-30" in rows


CANARY = ("qreviewera", "qreviewerb", "qreviewerc", "qreviewerd")


site = test_leaks.site  # the fixture: a paper with all plugins, with each engine


def test_signatures_are_nowhere_in_the_site(site, monkeypatch):
    monkeypatch.chdir(site.root)
    with (site.root / "pelicanconf.py").open("a", encoding="utf-8") as config:
        config.write(STEPS)
    site.article("2024/06/01/a.md", "老井", "井水清了。", 短名="a", 版次="1")
    site.article("2024/06/02/b.md", "qtitleb", "qbodyb", 短名="qslugb", 旧址="/old/qaliasb.html", 版次="1")
    assert sign(*CANARY[:3]) == [0, 0, 0]
    assert sign(CANARY[3], path="content/articles/2024/06/02/b.md") == [0]
    digest = re.search(r"#([0-9a-f]{18})", (site.root / PATH).read_text(encoding="utf-8"))[1]
    assert site.build() == 0
    assert is_online(site)
    hidden = [*CANARY, digest, "初审", "初審", "qtitleb", "qbodyb", "qslugb", "qaliasb"]
    for path, data in site.files().items():
        for content in [path.encode(), *test_leaks.texts(data)]:
            for word in hidden:
                assert word.encode() not in content, (path, word)
