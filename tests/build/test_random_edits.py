"""Whatever is edited, moved, renamed, deleted or re-dated: the site is that of a clean build, byte for byte."""

import os
import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.build.test_press import clean_build
from tests.hanzi.test_twins import TWINS
from tests.paper import SVG, Paper

EVERYTHING = TWINS.replace('"plugins.sections"', '"plugins.sections", "plugins.syndication"')
FILES = [f"articles/{number}.md" for number in range(6)]
PICTURES = ["photos/a.svg", "photos/b.svg"]
PEOPLE = ["（范云）", "（记者 姜涛 摄）", "（岳种德 于晓峰）", "（据《山城晚报》）", ""]


@st.composite
def articles(draw) -> str:
    fields = {
        "标题": draw(st.sampled_from(["老井", "新井", "七路车", "夜校"])),
        "栏目": draw(st.sampled_from(["要闻", "基层治理", "言论"])),
        "日期": draw(st.sampled_from(["2024-03-01", "2024-03-02", "2024-04-01", "2024-05-01", "2024-07-02"])),
        "地区": draw(st.sampled_from(["柳溪镇", "石桥镇东街", "别处"])),
        "体裁": draw(st.sampled_from(["通讯", "评论", "图片新闻"])),
        "权重": draw(st.sampled_from(["0", "5", "9"])),
        "人名": draw(st.sampled_from(["余秋里", "余秋里 范云", "干部"])),
        "更正": draw(st.sampled_from(["", "", "2024-06-02 应为三。"])),
        "旧址": draw(
            st.sampled_from(["", "", "/{file}.html", "/{file}.html/x", "/old/{file}, /{file}.htm", "/shared.html"])
        ),
        "状态": draw(st.sampled_from(["发布", "发布", "发布", "草稿"])),
    }
    picture = draw(st.sampled_from(["", *(f"![井]({name})" for name in PICTURES)]))
    body = [
        draw(st.sampled_from(["一段。", "余秋里与范云。", "本报讯 干部们。"])),
        picture,
        draw(st.sampled_from(PEOPLE)),
    ]
    return "\n".join(["---", *(f"{k}: {v}" for k, v in fields.items()), "{slug}", "---", "", "\n\n".join(body), ""])


EDITS = st.one_of(
    st.tuples(st.just("write"), st.sampled_from(FILES), articles()),
    st.tuples(st.just("delete"), st.sampled_from(FILES), st.none()),
    st.tuples(st.just("move"), st.sampled_from(FILES), st.sampled_from(FILES)),
    st.tuples(st.just("picture"), st.sampled_from(PICTURES), st.sampled_from(["30", "60", "gone"])),
    st.tuples(
        st.just("banner"), st.sampled_from(["banners/a.md", "banners/b.md"]), st.sampled_from(["节约", "安全", "gone"])
    ),
    st.tuples(st.just("page"), st.just("pages/about.md"), st.sampled_from(["关于", "关于本报", "gone"])),
    st.tuples(
        st.just("table"), st.just("glossary.tsv"), st.sampled_from(["干部\t干部", "范云\t范云", "一段\t壹段", "gone"])
    ),
    st.tuples(st.just("setting"), st.sampled_from(["柳溪报", "石桥报"]), st.none()),
)


def apply(paper: Paper, edit: tuple) -> None:
    what, name, value = edit
    file = paper.root / "content" / name
    if what == "write":
        stem = Path(name).stem
        paper.write(name, value.replace("{slug}", f"短名: piece-{stem}").replace("{file}", stem))
    elif what == "delete" or value == "gone":
        file.unlink(missing_ok=True)
    elif what == "move":
        if file.exists():
            file.replace(paper.root / "content" / value)
    elif what == "picture":
        paper.write(name, SVG.replace('width="30"', f'width="{value}"'))
    elif what == "table":
        paper.write(name, value)
    elif what in ("banner", "page"):
        paper.write(
            name,
            f"---\n标题: {value}\n短名: {Path(name).stem}\n---\n正文。\n"
            if what == "page"
            else f"---\n标题: {value}\n---\n",
        )
    else:
        (paper.root / "pelicanconf.py").write_text(EVERYTHING.replace("柳溪报", name), encoding="utf-8")


@settings(
    max_examples=int(os.environ.get("LINLI_EXAMPLES", "12")),
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize=True,
)
@given(st.lists(st.lists(EDITS, min_size=1, max_size=3), min_size=2, max_size=5))
def test_after_any_edits_the_site_is_that_of_a_clean_build(rounds):
    folder = Path(tempfile.mkdtemp(prefix="linli-test-"))
    try:
        paper = Paper.make(folder, EVERYTHING)
        for name in PICTURES:
            paper.write(name, SVG)
        for edits in rounds:
            for edit in edits:
                apply(paper, edit)
            code = paper.build()
            if code == 0:
                assert paper.files() == clean_build(paper)
            else:  # a picture that is missing, an old address in two places
                assert code == 1
    finally:
        shutil.rmtree(folder)
