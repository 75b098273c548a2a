"""Word files as editors make them, and what they must become. All people and places are invented."""

import io

import pytest

from newsroom.importing import import_page
from newsroom.importing.word import import_word
from tests.importing.test_pages import CAPTIONS, COLUMN, MARKED
from tests.importing.word_files import LINE, Word, changed, png, story, wrapped

REGIONS = {"liuxi": "柳溪镇", "shiqiao": "石桥镇"}
STORY = (
    "story",
    "柳溪镇井坊村",
    "一口老井　一村人心",
    "井坊村议事会小记",
    ["一张桌子坐下来", "一条水管通到家"],
    [("岳种德", "reporter"), ("何苗", "correspondent")],
)


def read(data):
    return import_word(data if isinstance(data, bytes) else data.bytes(), "稿.docx", regions=REGIONS)


def brief(item):
    people = [(c.name, *c.roles) for c in item.contributors]
    return (item.kind.value, item.kicker, item.title, item.subtitle, item.subheads, people)


def test_a_story_set_by_hand():
    page = read(story())
    (item,) = page.items
    assert brief(item) == STORY
    assert item.editor == "谢文博"
    assert item.signatures == ["本报记者 岳种德 通讯员 何苗", "责任编辑：谢文博"]
    assert item.body == [
        "井坊村的老井打于何年，没有人说得清。去年入冬，井水忽然浑了。",
        "### 一张桌子坐下来",
        "“先不说钱，先说这井要不要。”村支书**范云**把话摆在桌面上。",
        LINE,
        "### 一条水管通到家",
        "四月，清淤完工，花了一万二千六百元。",
    ]
    assert (page.findings, item.guesses, page.pictures) == ([], [], [])


def settings():
    """The same story, set in the ways that editors have."""
    for name, line in {
        "every character a run of its own": {"each": True},
        "a face for headlines, not bold": {"bold": False, "face": "方正小标宋简体"},
        "larger, not centred": {"align": ""},
        "bold and centred, no larger": {"size": 12},
        "much larger, nothing else": {"bold": False, "align": "", "size": 26},
    }.items():
        word = Word()
        word.headline("一口老井", **line)
        word.line("本报记者 岳种德", align="center")
        word.text(LINE, LINE)
        yield name, word, "一口老井"
    word = Word()
    word.document.add_heading("一口老井", 0)
    word.line("本报记者 岳种德")
    word.text(LINE)
    word.document.add_heading("一张桌子", 1)
    word.text(LINE)
    yield "styles", word, "一口老井"
    word = Word()
    word.line("          一口老井")
    word.line("          本报记者 岳种德")
    word.line("　　" + LINE)
    yield "centred with the space bar", word, "一口老井"
    word = Word()
    for text in ("一口老井", "本报记者 岳种德", LINE, LINE):
        word.line(text)
    yield "not set apart at all", word, "一口老井"


@pytest.mark.parametrize(("word", "title"), [pytest.param(w, t, id=name) for name, w, t in settings()])
def test_headlines_are_told_by_how_they_look(word, title):
    (item,) = read(word).items
    assert item.title == title
    assert [(c.name, *c.roles) for c in item.contributors] == [("岳种德", "reporter")]


def heads():
    word = Word().headline("从“小事”做起").headline("推进基层治理")
    yield "two lines", word, (None, "从“小事”做起 推进基层治理", None, [])
    word = Word().headline("石桥镇").headline("夜校灯亮")
    yield "a place above, set alike", word, ("石桥镇", "夜校灯亮", None, [])
    word = Word()
    paragraph = word.line("从“小事”做起", size=22, bold=True, align="center")
    paragraph.add_run().add_break()
    word.run(paragraph, "推进基层治理", 22, True)
    yield "a line break", word, (None, "从“小事”做起 推进基层治理", None, [])
    word = Word().headline("莫等")
    word.line("郁文", align="center")
    yield "a bare name below", word, (None, "莫等", None, [("郁文", "author")])
    word = Word().headline("谁来管？我们管！")
    word.line("村里的新鲜事", align="center", size=14)
    word.line("文/图 范云", align="center")
    yield (
        "a subtitle without a dash",
        word,
        (
            None,
            "谁来管？我们管！",
            "村里的新鲜事",
            [("范云", "author", "photographer")],
        ),
    )


@pytest.mark.parametrize(("word", "expected"), [pytest.param(w, e, id=name) for name, w, e in heads()])
def test_lines_around_a_headline(word, expected):
    word.text(LINE, LINE)
    (item,) = read(word).items
    _kind, kicker, title, subtitle, _subheads, people = brief(item)
    assert (kicker, title, subtitle, people) == expected
    assert item.body == [LINE, LINE]


def test_a_date_below_the_headline_is_the_day_of_the_piece():
    word = Word().headline("石桥镇开会")
    word.line("（2024年3月12日）", align="center")
    word.text(LINE)
    word.line("石桥镇党政办", align="right")
    page = read(word)
    assert str(page.folio.date) == "2024-03-12"
    assert page.items[0].body == [LINE, "石桥镇党政办"]
    assert page.items[0].guesses == [("正文", "靠右的落款留在了正文里，请看是不是要删")]


@pytest.mark.parametrize(
    "mark",
    [
        {"bold": True},
        {"face": "黑体"},
        {"size": 14},
        {"bold": True, "size": 14, "align": "center"},
        {"style": "Heading 2"},
    ],
)
def test_subheads(mark):
    word = Word().headline("一口老井").text(LINE, LINE)
    word.line("一张桌子坐下来", **mark)
    word.text(LINE)
    word.line("二、一条水管通到家", indent=True)
    word.text(LINE)
    word.line("（岳种德）", align="right")
    (item,) = read(word).items
    assert brief(item)[2:] == ("一口老井", None, ["一张桌子坐下来", "二、一条水管通到家"], [("岳种德", "author")])
    assert item.paragraphs == [LINE] * 4


def test_bold_headline_and_bold_subheads_of_one_size():
    word = Word()
    for text in ("敲开独居老人的门", "*通讯员 何苗", "*" + LINE, "上门问冷暖", "*" + LINE, "电话天天打", "*" + LINE):
        word.line(text.removeprefix("*"), bold=not text.startswith("*"))
    (item,) = read(word).items
    assert brief(item)[2:] == ("敲开独居老人的门", None, ["上门问冷暖", "电话天天打"], [("何苗", "correspondent")])


def test_a_page_of_several_items():
    word = Word()
    word.line("第3版 基层 2024年3月18日 星期一 责任编辑：谢文博", align="center", bold=True)
    word.headline("一口老井", size=26).text("本报讯 " + LINE, LINE)
    word.line("（岳种德）", align="right")
    word.line("柳溪镇", size=14, align="center")
    word.headline("夜校灯亮", size=18).text(LINE)
    word.line("（何苗）", align="right")
    word.headline("柳溪大桥合龙", size=18)
    word.picture()
    word.line("3月17日，柳溪大桥最后一段钢梁就位。（曲波 摄）", align="center", size=10.5)
    word.headline("春耕", size=18).text("本报讯 " + LINE)
    word.line("富强 民主 文明 和谐 自由 平等 公正 法治 爱国 敬业 诚信 友善", align="center", bold=True)
    word.headline("传承好家风 争做柳溪人")
    page = read(word)
    assert (page.folio.page, page.folio.section, str(page.folio.date), page.folio.editor) == (
        3,
        "基层",
        "2024-03-18",
        "谢文博",
    )
    assert [(item.kind.value, item.kicker, item.title, item.line) for item in page.items] == [
        ("story", None, "一口老井", 2),
        ("story", "柳溪镇", "夜校灯亮", 6),
        ("photo", None, "柳溪大桥合龙", 10),
        ("story", None, "春耕", 13),
        ("banner", None, "社会主义核心价值观", 15),
        ("banner", None, "传承好家风 争做柳溪人", 16),
    ]
    assert page.items[2].paragraphs == ["3月17日，柳溪大桥最后一段钢梁就位。"]
    assert [c.name for c in page.items[2].contributors] == ["曲波"]


@pytest.mark.parametrize("text", [MARKED, COLUMN, CAPTIONS])
def test_a_page_typed_with_styles_is_read_as_its_markdown(text):
    """Headings as styles, paragraphs as they are: the items are those of the Markdown."""
    word = Word()
    for block in text.strip().split("\n\n"):
        level = len(block) - len(block.lstrip("#"))
        if block.startswith("!["):
            word.picture()
        elif level:
            word.document.add_heading(block.lstrip("# "), level)
        else:
            first, *others = block.split("\n")
            paragraph = word.document.add_paragraph(first)
            for line in others:
                paragraph.add_run().add_break()
                paragraph.add_run(line)
    expected = import_page(text, sections={}, regions=REGIONS)
    page = read(word)
    assert [brief(item) for item in page.items] == [brief(item) for item in expected.items]
    assert [item.healed for item in page.items] == [item.healed for item in expected.items]
    assert page.folio == expected.folio


def test_an_indented_paragraph_is_the_rest_of_no_other():
    word = Word().headline("一口老井").text("联系人：范云，电话：0000-0000000，地址在井坊村的祠堂旁边那一间", LINE)
    word.line("村里定下规矩，井台十步之内，不洗衣，不拴牲", indent=True)
    word.line("口，不停车。")
    (item,) = read(word).items
    assert item.paragraphs[1:] == [LINE, "村里定下规矩，井台十步之内，不洗衣，不拴牲口，不停车。"]


# pictures


def pictured(*after):
    word = Word().headline("一口老井").text(LINE)
    word.picture()
    for text, setting in after:
        word.line(text, **setting)
    return word.text(LINE)


@pytest.mark.parametrize(
    ("lines", "caption", "description"),
    [
        ([("井台上的绳痕。", {"align": "center"})], "井台上的绳痕。", "井台上的绳痕。"),
        ([("井台上的绳痕。", {"size": 9})], "井台上的绳痕。", "井台上的绳痕。"),
        ([("图为井台上的绳痕。", {})], "图为井台上的绳痕。", "图为井台上的绳痕。"),
        ([("井台上的绳痕。（曲波 摄）", {})], "井台上的绳痕。（曲波 摄）", "井台上的绳痕。"),
        ([("井台上的绳痕。", {"style": "Caption"})], "井台上的绳痕。", "井台上的绳痕。"),
        (
            [("井台上的绳痕。", {"align": "center"}), ("曲波 摄", {"align": "right"})],
            "井台上的绳痕。（曲波 摄）",
            "井台上的绳痕。",
        ),
        ([('“井”字"(三)"[四]', {"align": "center"})], "“井”字“(三)”[四]", "“井”字\"(三)\"四"),
    ],
)  # fmt: skip
def test_captions(lines, caption, description):
    page = read(pictured(*lines))
    assert page.items[0].body == [LINE, f'![{description}](\0{0}\0 "{caption}")', LINE]
    assert len(page.pictures) == 1
    assert page.pictures[0].suffix == ".png"


def test_a_paragraph_below_a_picture_is_no_caption():
    assert read(pictured()).items[0].body == [LINE, "![](\0000\0)", LINE]


def test_a_photo_with_a_paragraph_is_a_photo_with_text():
    for setting in ({"align": "center"}, {"indent": True}):
        word = Word().headline("柳溪大桥合龙")
        word.picture()
        word.line("3月17日，柳溪大桥最后一段钢梁就位。（记者 曲波 摄）", **setting)
        (item,) = read(word).items
        assert brief(item) == ("photo", None, "柳溪大桥合龙", None, [], [("曲波", "reporter", "photographer")])
        assert item.body == ["![](\0000\0)", "3月17日，柳溪大桥最后一段钢梁就位。"]


def test_pictures_after_the_signature_belong_to_the_piece():
    word = Word().headline("一口老井").text(LINE)
    word.line("（岳种德）", align="right")
    for colour in ("red", "green"):
        word.picture(png(colour=colour))
        word.line("图为老井。", align="center")
    (item,) = read(word).items
    assert item.body == [LINE, '![图为老井。](\0000\0 "图为老井。")', '![图为老井。](\0001\0 "图为老井。")']
    assert item.signatures == ["（岳种德）"]


def test_pictures_side_by_side_in_a_table_have_the_captions_below_them():
    word = Word().headline("一口老井").text(LINE)
    table = word.document.add_table(2, 2)
    for column in (0, 1):
        run = table.cell(0, column).paragraphs[0].add_run()
        run.add_picture(io.BytesIO(png(colour=("red", "green")[column])))
        table.cell(1, column).text = ("图①：井台。", "图②：井水。")[column]
    (item,) = read(word.text(LINE)).items
    assert item.body[1:3] == ['![图①：井台。](\0000\0 "图①：井台。")', '![图②：井水。](\0001\0 "图②：井水。")']


@pytest.mark.parametrize("byline", ["本报记者 岳种德", "（通讯员 何苗）"])
def test_a_byline_below_the_first_picture(byline):
    word = Word().headline("一口老井")
    word.picture()
    word.line("图为老井。", align="center")
    word.line(byline, align="center")
    (item,) = read(word.text(LINE, LINE)).items
    assert (item.signatures, item.paragraphs) == ([byline], [LINE, LINE])


def test_a_picture_that_is_shown_twice_is_taken_once():
    word = Word().headline("一口老井").text(LINE)
    word.picture()
    word.picture()
    page = read(word.text(LINE))
    assert len(page.pictures) == 1
    assert page.items[0].body == [LINE, "![](\0000\0)", "![](\0000\0)", LINE]


def drawing(inside: str, kind: str = "inline") -> str:
    return (
        f'<w:p><w:r><w:drawing><wp:{kind}><wp:docPr id="1" name="a"/><a:graphic><a:graphicData>{inside}'
        f"</a:graphicData></a:graphic></wp:{kind}></w:drawing></w:r></w:p>"
    )


PIC = "<pic:pic><pic:blipFill><a:blip {}/></pic:blipFill></pic:pic>"
LOST = [
    ("<w:p><m:oMathPara><m:oMath><m:r><m:t>E=mc</m:t></m:r></m:oMath></m:oMathPara></w:p>",
     "W803 公式“E=mc”没有导入。请在稿件里补上，或做成图片。"),
    (drawing("<dgm:relIds/>"),
     "W804 这里的“SmartArt”没有导入。请在 Word 里把它存成图片，放进 content/photos，再写进稿件。"),
    (drawing('<c:chart r:id="rId99"/>'),
     "W804 这里的“图表”没有导入。请在 Word 里把它存成图片，放进 content/photos，再写进稿件。"),
    ('<w:p><w:r><w:object><v:shape><v:imagedata r:id="rId9"/></v:shape><o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r></w:p>',
     "W804 这里的“Excel 表格”没有导入。请在 Word 里把它存成图片，放进 content/photos，再写进稿件。"),
    ('<w:p><w:r><w:object><o:OLEObject ProgID="Equation.DSMT4"/></w:object></w:r></w:p>',
     "W803 这里的公式没有导入。请在稿件里补上，或做成图片。"),
    (drawing(PIC.format('r:link="rId98"')),
     "W801 这里的图片只是一个链接，没有取出。请找到原图，放进 content/photos，再写进稿件。"),
    (drawing(PIC.format('r:embed="rId97"')),
     "W801 这里的图片不在 Word 文件里，没有取出。请找到原图，放进 content/photos，再写进稿件。"),
    ('<w:p><w:r><w:t>\uf0fc</w:t></w:r></w:p>',
     "W809 这里有特殊符号没有导入。请对照 Word 文件核对。"),
]  # fmt: skip


@pytest.mark.parametrize(("xml", "message"), LOST)
def test_what_cannot_be_taken_over_is_named_with_its_paragraph(xml, message):
    word = Word().headline("一口老井").text(LINE)
    page = read(word.xml(xml).text(LINE))
    assert [str(finding) for finding in page.findings] == [f"稿.docx:3: {message}"]
    assert page.items[0].body == [LINE, LINE]


@pytest.mark.parametrize("form", ["TIFF", "BMP"])
def test_pictures_that_browsers_cannot_show_are_not_taken(form):
    word = Word().headline("一口老井").text(LINE)
    word.picture(png(form=form))
    page = read(word.text(LINE))
    assert page.pictures == []
    assert [str(finding) for finding in page.findings] == [
        f"稿.docx:3: W801 这里的图片是 {form} 格式，网页上显示不了，没有取出。请另存为 JPG 或 PNG，放进 content/photos，再写进稿件。"
    ]


@pytest.mark.parametrize(
    ("data", "form"), [(b"\x01\x00\x00\x00emf", "EMF"), (b"\xd7\xcd\xc6\x9awmf", "WMF"), (b"junk", "不认识的")]
)
def test_vector_pictures_are_told_by_their_first_bytes(data, form):
    word = Word().headline("一口老井").text(LINE)
    word.picture()
    page = read(changed(word.bytes(), lambda name, part: data if name.startswith("word/media/") else part))
    assert [finding.code for finding in page.findings] == ["W801"]
    assert f"是 {form} 格式" in page.findings[0].message


def test_a_cropped_picture_is_told():
    word = Word().headline("一口老井").text(LINE)
    word.xml(drawing('<pic:pic><pic:blipFill><a:blip r:embed="rIdP"/><a:srcRect l="20000"/></pic:blipFill></pic:pic>'))
    word.text(LINE)
    link = (
        b'<Relationship Id="rIdP" Target="media/../media/a.png"'
        b' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"/></Relationships>'
    )
    data = changed(
        word.bytes(),
        lambda name, part: part.replace(b"</Relationships>", link) if name.endswith("document.xml.rels") else part,
        {"word/media/a.png": png()},
    )
    page = read(data)
    assert [str(f) for f in page.findings] == [
        "稿.docx:3: W802 这里的图片在 Word 里裁剪过，取出的是没有裁剪的原图。请裁好再用。"
    ]
    assert len(page.pictures) == 1


# text


def body(xml: str) -> list[str]:
    """What becomes of some XML between two paragraphs."""
    word = Word().headline("一口老井").text(LINE)
    (item,) = read(word.xml(xml).text(LINE)).items
    assert (item.body[0], item.body[-1]) == (LINE, LINE)
    return item.body[1:-1]


RUN = "<w:r><w:t>{}</w:t></w:r>"
TEXTS = [
    ("insertions are accepted, deletions dropped",
     '<w:p><w:r><w:t>花了</w:t></w:r><w:ins w:id="1" w:author="a"><w:r><w:t>一万</w:t></w:r></w:ins><w:del w:id="2" w:author="a"><w:r>'
     '<w:delText>九千</w:delText></w:r></w:del><w:r><w:t>元。</w:t></w:r></w:p>', ["花了一万元。"]),
    ("a paragraph moved away", '<w:p><w:moveFrom w:id="4" w:author="a"><w:r><w:t>移走的。</w:t></w:r></w:moveFrom></w:p>', []),
    ("a paragraph moved here", '<w:p><w:moveTo w:id="5" w:author="a"><w:r><w:t>移来的。</w:t></w:r></w:moveTo></w:p>', ["移来的。"]),
    ("comments are dropped",
     '<w:p><w:commentRangeStart w:id="0"/><w:r><w:t>好。</w:t></w:r><w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r></w:p>',
     ["好。"]),
    ("hidden text is dropped", '<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>不给人看。</w:t></w:r><w:r><w:t>好。</w:t></w:r></w:p>', ["好。"]),
    ("tabs are spaces", '<w:p><w:r><w:tab/><w:t>甲</w:t><w:tab/><w:t>乙。</w:t></w:r></w:p>', ["甲 乙。"]),
    ("page breaks go", '<w:p><w:r><w:t>上半句，</w:t><w:br w:type="page"/><w:t>下半句。</w:t></w:r></w:p>', ["上半句，下半句。"]),
    ("a line break after a sentence ends a paragraph",
     '<w:p><w:r><w:t>第一段。</w:t><w:br/><w:t>　　第二段，还没</w:t><w:br/><w:t>有完，这就完了。</w:t></w:r></w:p>',
     ["第一段。", "第二段，还没有完，这就完了。"]),
    ("links", '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "https://liuxi.example/a(b)"</w:instrText></w:r><w:r>'
     '<w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>村务网</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t>。</w:t></w:r></w:p>',
     ["[村务网](https://liuxi.example/a%28b%29)。"]),
    ("links inside of the file are text", '<w:p><w:hyperlink w:anchor="x"><w:r><w:t>见上。</w:t></w:r></w:hyperlink></w:p>', ["见上。"]),
    ("links to scripts are text",
     '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "javascript:alert(1)"</w:instrText></w:r><w:r>'
     '<w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>点我。</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>', ["点我。"]),
    ("fields are their result", '<w:p><w:fldSimple w:instr="DATE"><w:r><w:t>3月。</w:t></w:r></w:fldSimple></w:p>', ["3月。"]),
    ("ruby", '<w:p><w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>bēn</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>犇</w:t></w:r></w:rubyBase></w:ruby><w:t>村。</w:t></w:r></w:p>',
     ["犇（bēn）村。"]),
    ("raised and lowered digits", '<w:p><w:r><w:t>12 m</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>2</w:t></w:r><w:r><w:t>。</w:t></w:r></w:p>',
     ["12 m²。"]),
    ("what Markdown would take for its own", f'<w:p>{RUN.format("3*4*5，a_b，_c_，&lt;b&gt;粗&lt;/b&gt;，[甲](乙)，`丙`，&amp;lt;。")}</w:p>',
     [r"3\*4\*5，a_b，\_c\_，&lt;b>粗&lt;/b>，[甲]\(乙)，\`丙\`，&amp;lt;。"]),
    ("what would be a list", f'<w:p>{RUN.format("1. 头一件，修井。")}</w:p>', [r"1\. 头一件，修井。"]),
    ("what would be a heading", f'<w:p>{RUN.format("# 号是井号，念作井。")}</w:p>', [r"\# 号是井号，念作井。"]),
    ("bold, with its punctuation", '<w:p><w:r><w:t>他说：</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>“井要修”</w:t></w:r><w:r><w:t>，修好为止。</w:t></w:r></w:p>',
     ["他说：**“井要修”**，修好为止。"]),
    ("content controls", '<w:sdt><w:sdtPr/><w:sdtContent><w:p><w:r><w:t>控件里。</w:t></w:r></w:p></w:sdtContent></w:sdt>', ["控件里。"]),
    ("but not what they ask for", '<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>单击此处。</w:t></w:r></w:p></w:sdtContent></w:sdt>', []),
]  # fmt: skip


@pytest.mark.parametrize(("xml", "expected"), [pytest.param(x, e, id=name) for name, x, e in TEXTS])
def test_text(xml, expected):
    assert body(xml) == expected


def test_a_paragraph_mark_that_was_deleted_joins_two():
    word = Word().headline("一口老井").text(LINE)
    word.xml('<w:p><w:pPr><w:rPr><w:del w:id="3" w:author="a"/></w:rPr></w:pPr><w:r><w:t>前半句，</w:t></w:r></w:p>')
    word.xml("<w:p><w:r><w:t>后半句。</w:t></w:r></w:p>")
    assert read(word).items[0].body == [LINE, "前半句，后半句。"]


def test_a_large_first_letter_is_part_of_its_paragraph():
    word = Word().headline("一口老井")
    word.xml(
        '<w:p><w:pPr><w:framePr w:dropCap="drop" w:lines="2"/></w:pPr><w:r><w:rPr><w:sz w:val="96"/></w:rPr><w:t>井</w:t></w:r></w:p>'
    )
    (item,) = read(word.text("水清了。", LINE)).items
    assert (item.title, item.paragraphs) == ("一口老井", ["井水清了。", LINE])


def test_a_signature_in_bold_at_the_end_of_a_paragraph():
    (item,) = read(Word().headline("一口老井").text(LINE, "井修好了。**（范云）**")).items
    assert (item.body, item.signatures) == ([LINE, "井修好了。"], ["（范云）"])


def test_headers_and_footers_are_dropped():
    word = story()
    word.document.sections[0].header.paragraphs[0].text = "页眉的字"
    word.document.sections[0].footer.paragraphs[0].text = "页脚的字"
    assert brief(read(word).items[0]) == STORY


BOX = "<w:txbxContent><w:p><w:r><w:t>框里的一句话。</w:t></w:r></w:p></w:txbxContent>"
BOXES = [
    f'<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:txbx>{BOX}</wps:txbx></wps:wsp>'
    f'</a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{BOX}</v:textbox></v:shape></w:pict>'
    '</mc:Fallback></mc:AlternateContent>',
    f"<w:pict><v:shape><v:textbox>{BOX}</v:textbox></v:shape></w:pict>",
    '<w:pict><v:shape><v:textpath string="框里的一句话。"/></v:shape></w:pict>',
]  # fmt: skip


@pytest.mark.parametrize("box", BOXES)
def test_text_boxes_come_after_the_paragraph_they_are_at(box):
    word = Word().headline("一口老井").text(LINE)
    page = read(word.xml(f"<w:p><w:r><w:t>旁边的一段。</w:t></w:r><w:r>{box}</w:r></w:p>").text(LINE))
    assert page.items[0].body == [LINE, "旁边的一段。", "框里的一句话。", LINE]
    assert [str(finding) for finding in page.findings] == [
        "稿.docx:4: W805 “框里的一句话。”在文本框里，放在了它旁边那一段的后面。请核对位置。"
    ]


def test_a_headline_in_a_text_box_stands_above_the_text():
    box = BOXES[1].replace(
        "<w:p><w:r>", '<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:sz w:val="44"/></w:rPr>'
    )
    word = Word()
    word.xml(
        f'<w:p><w:r>{box.replace("框里的一句话。", "一口老井")}</w:r><w:r><w:rPr><w:sz w:val="24"/></w:rPr><w:t>{LINE}</w:t></w:r></w:p>'
    )
    page = read(word.text(LINE))
    assert [(item.title, item.body) for item in page.items] == [("一口老井", [LINE, LINE])]
    assert page.findings == []


def test_footnotes_stand_at_the_end():
    notes = wrapped(
        '<w:footnotes><w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote><w:footnote w:id="2"><w:p><w:r>'
        "<w:footnoteRef/><w:t> 见《县志》。</w:t></w:r></w:p></w:footnote></w:footnotes>"
    )
    word = Word().headline("一口老井")
    word.xml('<w:p><w:r><w:t>老井有三百年了</w:t><w:footnoteReference w:id="2"/><w:t>。</w:t></w:r></w:p>')
    word.text(LINE)
    word.line("（岳种德）", align="right")
    link = (
        b'<Relationship Id="rIdF" Target="footnotes.xml"'
        b' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"/></Relationships>'
    )
    page = read(
        changed(
            word.bytes(),
            lambda name, part: part.replace(b"</Relationships>", link) if name.endswith("document.xml.rels") else part,
            {"word/footnotes.xml": notes.encode()},
        )
    )
    assert page.items[0].body == ["老井有三百年了［1］。", LINE, "［1］见《县志》。"]
    assert [str(f) for f in page.findings] == ["稿.docx:2: W808 脚注放在了文末，文中标作［1］。请看是不是要留。"]


# tables and lists


def test_a_table_is_kept():
    word = Word().headline("一口老井").text(LINE)
    table = word.document.add_table(2, 2)
    for number, text in enumerate(("项目", "钱|元", "清淤", "600")):
        table.cell(number // 2, number % 2).text = text
    page = read(word.text(LINE))
    assert page.items[0].body[1] == "| 项目 | 钱\\|元 |\n| --- | --- |\n| 清淤 | 600 |"
    assert page.findings == []


def test_merged_cells_are_parted_and_told():
    word = Word().headline("一口老井").text(LINE)
    table = word.document.add_table(4, 3)
    for row in range(4):
        for column in range(3):
            table.cell(row, column).text = f"{row}{column}"
    table.cell(0, 0).merge(table.cell(0, 2)).text = "收支表"
    table.cell(2, 0).merge(table.cell(3, 0)).text = "竖"
    table.cell(2, 1).merge(table.cell(2, 2)).text = "横"
    page = read(word.text(LINE))
    assert page.items[0].body[1:3] == [
        "**收支表**",
        "| 10 | 11 | 12 |\n| --- | --- | --- |\n| 竖 | 横 |  |\n| 竖 | 31 | 32 |",
    ]
    assert [finding.code for finding in page.findings] == ["W806"]


def test_a_table_of_one_column_is_for_the_layout():
    word = Word().headline("一口老井").text(LINE)
    word.document.add_table(1, 1).cell(0, 0).text = "相关链接：老井有三百年了。"
    assert read(word.text(LINE)).items[0].body == [LINE, "> 相关链接：老井有三百年了。", LINE]


def test_lists():
    word = Word().headline("一口老井").text(LINE)
    for text, style in (
        ("清淤", "List Number"),
        ("修栏", "List Number"),
        ("井绳", "List Bullet"),
        ("水桶", "List Bullet"),
    ):
        word.line(text, style=style)
    assert read(word.text(LINE)).items[0].body[1:3] == ["1. 清淤\n2. 修栏", "- 井绳\n- 水桶"]


@pytest.mark.parametrize(
    ("form", "pattern", "labels"),
    [
        ("chineseCounting", "%1、", ["一、", "二、"]),
        ("chineseCountingThousand", "（%1）", ["（一）", "（二）"]),
        ("decimal", "第%1条", ["第1条 ", "第2条 "]),
        ("decimalEnclosedCircle", "%1", ["① ", "② "]),
        ("upperLetter", "%1.", ["A.", "B."]),
        ("none", "", ["", ""]),
    ],
)
def test_numbers_that_word_sets_are_part_of_the_text(form, pattern, labels):
    lists = (
        f'<w:abstractNum w:abstractNumId="77"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{pattern}"/></w:lvl></w:abstractNum><w:num w:numId="77"><w:abstractNumId w:val="77"/></w:num></w:numbering>'
    )
    word = Word().headline("一口老井")
    for text in ("统一思想", "提高认识"):
        numbered = (
            '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="77"/></w:numPr></w:pPr><w:r><w:rPr><w:b/></w:rPr>'
        )
        word.xml(f"<w:p>{numbered}<w:t>{text}</w:t></w:r></w:p>").text(LINE)
    data = changed(
        word.bytes(),
        lambda name, part: part.replace(b"</w:numbering>", lists.encode()) if name == "word/numbering.xml" else part,
    )
    assert read(data).items[0].subheads == [f"{labels[0]}统一思想", f"{labels[1]}提高认识"]


def broken(*lines: str, **setting) -> Word:
    """A Word file of one paragraph with manual line breaks."""
    word = Word()
    paragraph = word.line(**setting)
    for number, text in enumerate(lines):
        if number:
            paragraph.add_run().add_break()
        word.run(paragraph, text)
    return word


def test_manual_line_breaks_part_headline_subhead_and_paragraphs():
    lines = [
        "老井清了",
        "",
        "　　本报讯（记者 范云）三月，井水清了。",
        "　　都来打水。",
        "",
        "　　谁修的井",
        "",
        "　　大家修的，账贴在墙上。",
        "　　（通讯员 程禾）",
    ]
    [item] = import_word(broken(*lines).bytes(), "a.docx", regions={}).items
    assert item.title == "老井清了"
    assert item.subheads == ["谁修的井"]
    assert item.paragraphs == ["三月，井水清了。", "都来打水。", "大家修的，账贴在墙上。"]


def test_a_line_set_otherwise_is_a_paragraph_of_its_own():
    word = Word()
    paragraph = word.line()
    word.run(paragraph, "老井清了", 22, bold=True)
    paragraph.add_run().add_break()
    word.run(paragraph, "井坊村的老井清了，村里人都来打水，")
    paragraph.add_run().add_break()
    word.run(paragraph, "路也修平了。")
    word.text(LINE)
    [item] = import_word(word.bytes(), "a.docx", regions={}).items
    assert item.title == "老井清了"
    assert item.paragraphs[0] == "井坊村的老井清了，村里人都来打水，路也修平了。"


def test_struck_out_words_are_left_out_and_told():
    word = Word().headline("老井清了")
    paragraph = word.line("井坊村的老井")
    word.run(paragraph, "三百年").font.strike = True
    word.run(paragraph, "清了。")
    page = import_word(word.bytes(), "a.docx", regions={})
    assert page.items[0].paragraphs == ["井坊村的老井清了。"]
    assert [str(finding) for finding in page.findings] == [
        "a.docx:2: W811 划掉的“三百年”没有导入。请对照 Word 文件核对。"
    ]


def test_photo_news_with_captions_longer_than_its_text_stays_photo_news():
    word = Word().headline("老井清了").text("老井清了。", "都来打水。", "水甜。")
    for mark in "①②":
        word.picture()
        word.line(f"图{mark}：三月十一日，村民在修好的老井边打水，一片欢声笑语。（范云 摄）", size=10, align="center")
    [item] = import_word(word.bytes(), "a.docx", regions={}).items
    assert item.kind.value == "photo"
