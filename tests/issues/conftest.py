from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from tests.paper import CONFIG, Paper

ISSUES = CONFIG.replace('"plugins.sections"', '"plugins.sections", "plugins.issues"')


def of_three_days(root: Path) -> Paper:
    """A paper of three days: the first without pages, the second with them, the third in the next month."""
    paper = Paper.make(root, ISSUES + '\nPAGE_NAMES = {1: "要闻", 4: "副刊"}\n')
    paper.article("2024/03/11/a.md", "老井", 日期="2024-03-11", 短名="well")
    paper.article("2024/03/11/b.md", "夜校", 日期="2024-03-11", 短名="school")
    paper.article(
        "2024/03/18/c.md", "防汛图", 日期="2024-03-18", 短名="map", 版次=1, 权重=5, 引题="白鹭湖", 署名="记者 岳种德"
    )
    paper.article("2024/03/18/d.md", "小事不小", 日期="2024-03-18", 短名="small", 版次=1, 体裁="评论")
    paper.article("2024/03/18/e.md", "风筝", 日期="2024-03-18", 短名="kite", 版次=4, 体裁="图片新闻", 副题="放飞")
    paper.article("2024/03/18/f.md", "只在网上", 日期="2024-03-18", 短名="web")
    paper.article("2024/04/08/g.md", "长路", 日期="2024-04-08", 短名="road", 版次=2)
    return paper


@pytest.fixture
def paper(tmp_path: Path) -> Paper:
    return of_three_days(tmp_path)


@pytest.fixture
def jpeg() -> bytes:
    """A picture of a page, 60 by 90 pixels."""
    return picture("JPEG")


def picture(form: str, size: tuple[int, int] = (60, 90), **options: object) -> bytes:
    data = BytesIO()
    Image.linear_gradient("L").resize(size).convert("RGB").save(data, form, **options)
    return data.getvalue()
