"""Every field of an article and every setting that pages show, filled with what would run: opened without a policy, nothing does."""

import random

import pytest

from tests.browser.conftest import served
from tests.browser.injected import FIELDS, config, looked_at
from tests.paper import Paper
from tests.reading.documents import RUN, document

pytestmark = pytest.mark.browser
PAYLOADS = [
    f"<script>{RUN}</script>",
    f"\"'><img src=x onerror={RUN}>",
    f"</script><script>{RUN}</script>",
    f"</title></style></textarea><svg onload={RUN}>",
    f"' onmouseover='{RUN}' autofocus onfocus='{RUN}",
    f"]]><script>{RUN}</script>",
    f"--><script>{RUN}</script>",
    "<img src=http://leak.example/a.png>",
    f"&lt;script&gt;{RUN}&lt;/script&gt;",
    f"\\u003cscript>{RUN}",
    f"{{{{ {RUN} }}}}",
]
SHOWN = ["SITENAME", "MOTTO", "SERIAL", "ICP", "POLICE", "LICENCE"]


def papers(root) -> list[Paper]:
    made = []
    for number in range(3):
        facts = dict(zip(SHOWN, PAYLOADS[number:] + PAYLOADS, strict=False))
        facts |= {"IMPRINT": PAYLOADS[:4], "PAGE_NAMES": {1: PAYLOADS[number]}, "REGIONS": {"liuxi": PAYLOADS[number]}}
        facts |= {"SECTIONS": {"news": "要闻", "other": PAYLOADS[4 + number]}}
        if number:  # the pages of the first have twins, made by conversion alone
            facts["TWINS"] = {}
        paper = Paper.make(root / str(number), config(**facts))
        for place, payload in enumerate(PAYLOADS):
            fields = dict.fromkeys(FIELDS, payload) | {
                "版次": 1,
                "日期": f"2024-05-{1 + place:02}",
                "短名": f"p{place}",
            }
            fields["更正"] = f"2024-06-01 {payload}"
            title = fields.pop("标题")
            paper.article(
                f"{place}.md", title, f"{payload}\n\n本报讯（记者 {payload}）井水清了。\n\n（{payload} 摄）", **fields
            )
        chance = random.Random(number)
        for place in range(12):
            paper.article(f"r{place}.md", "老井", document(chance), 日期=f"2024-06-{1 + place:02}", 短名=f"r{place}")
        paper.write("banners/b.md", f"---\n标题: {PAYLOADS[0]}\n---\n\n{PAYLOADS[1]}\n")
        paper.write("pages/about.md", f"---\n标题: {PAYLOADS[2]}\n短名: about-us\n---\n\n{PAYLOADS[3]}\n")
        made.append(paper)
    return made


def test_nothing_that_an_editor_writes_runs(browser, tmp_path):
    opened = 0
    for paper in papers(tmp_path):
        paper.build("--without-faulty")  # some are left out, and told
        with served(paper.output) as address:
            pages, found = looked_at(browser, paper.output, address)
        assert found == []
        opened += pages
    assert opened > 350


def test_what_would_run_is_seen(browser, tmp_path):
    """So that the other means something."""
    for number, body in enumerate((PAYLOADS[0], f"<a href=' javascript:{RUN}'>", f"<p onclick={RUN}>", PAYLOADS[7])):
        (tmp_path / str(number)).mkdir()
        (tmp_path / str(number) / "index.html").write_text(body)
        with served(tmp_path / str(number)) as address:
            assert looked_at(browser, tmp_path / str(number), address)[1]
