"""Text and names. These tests also run with the engine in Python alone (`make test` does it)."""

import os
from pathlib import Path

import opencc
import pytest

from linli.model.scripts import VARIANTS
from plugins.hanzi import Converter
from plugins.hanzi.names import Names
from plugins.hanzi.tables import form_table, name_table
from plugins.hanzi.variants import engine

NAMES = {
    "余万里": "余萬里",
    "余秋里": "余秋里",
    "于晓峰": "于曉峰",
    "范云": "范雲",
    "钟后山": "鍾後山",
    "岳种德": "岳種德",
    "谷满仓": "谷滿倉",
    "叶万种": "葉萬種",
    "欧阳后云": "歐陽後雲",
    "万俟松": "万俟松",
    "淳于发": "淳于發",
    "游里": "游里",
    "种丑": "种丑",
    "朴志里": "朴志里",
    "阿卜杜·里干": "阿卜杜·里干",
}


@pytest.mark.parametrize(("name", "expected"), NAMES.items())
def test_a_name_is_converted_as_a_name_wherever_it_stands(name, expected):
    converter = Converter("s2tw", names=NAMES)
    assert converter.text(name) == expected
    assert converter.text(f"那天{name}说：干部们，{name}") == f"那天{expected}說：幹部們，{expected}"
    assert converter.text(expected) == expected


def test_a_name_is_a_wall_for_the_phrases_around_it():
    assert Converter("s2tw", names=["张里"]).text("张里面对众人") == "張里面對眾人"


def test_names_have_the_forms_of_the_region():
    assert Converter("s2hk", names=["王台"]).text("王台") == "王台"
    assert Converter("s2tw", names=["王台"]).text("王台") == "王臺"


def test_the_table_of_names_needs_no_step_to_taiwans_forms():
    table = name_table()
    forms = [form.text for part in (table.surname, table.given, table.sound) for form in part.values()]
    assert engine("t2tw")("\n".join(forms)).split("\n") == forms


def test_every_given_name_with_several_readings_is_doubtful_and_the_settled_ones_are_not():
    names = Names(VARIANTS["s2tw"])
    for character in "干台征复":
        assert [part for part, _ in names.doubts(f"李{character}")] == [character]
    for character in "云后种万里丑谷":
        assert names.doubts(f"李{character}") == []
        assert names.doubts(f"{character}晓峰") == []


def test_a_name_of_traditional_characters_keeps_what_simplified_names_keep():
    converter = Converter("t2s", names=["李乾", "魏徵"])
    assert converter.text("李乾與魏徵") == "李乾与魏徵"


def test_the_glossary_goes_before_names_and_phrases(tmp_path):
    lines = {"网络": "網際網路", "范云": "范云", "青禾路": "青禾路口"}
    for glossary in (lines, list(lines.items()), [(*pair, "说明") for pair in lines.items()]):
        converter = Converter("s2t", glossary, names=["范云"])
        assert converter.text("范云上网络，在青禾路") == "范云上網際網路，在青禾路口"
    file = tmp_path / "glossary.tsv"
    file.write_text("# 说明\n网络\t網際網路\t\n\n范云\t范云\n", encoding="utf-8")
    assert Converter("s2t", file).text("范云上网络") == "范云上網際網路"
    assert Converter("t2s", {"网络": "網際網路"}).text("上網際網路") == "上网络"


def test_a_glossary_with_a_bad_line_is_refused_by_its_number(tmp_path):
    file = tmp_path / "glossary.tsv"
    file.write_text("网络\t網路\n没有制表符\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"glossary\.tsv:2: E601 "):
        Converter("s2t", file)


def test_an_unknown_variant_is_refused():
    with pytest.raises(ValueError, match="s2x"):
        Converter("s2x")


@pytest.mark.parametrize("text", ["萬里長征，后羿射日，發展生產", "在歷史的長河裡，皇后與干戈"])
def test_text_that_is_plainly_traditional_stays(text):
    assert Converter("s2tw").text(text) == text


def test_text_is_converted_as_if_it_were_alone():
    converter = Converter("s2tw")
    assert converter.texts(["里", "面", "头", "发"]) == ["裡", "面", "頭", "發"]
    assert converter.texts(["a\x1f里面", "", "abc"]) == ["a\x1f裡面", "", "abc"]


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_variant_converts(variant):
    sample = "头发里的国家" if VARIANTS[variant].target == "zh-Hant" else "頭髮裡的國家"
    converted = Converter(variant).text(sample)
    assert converted != sample
    assert len(converted) == len(sample)


def test_the_engine_is_the_one_that_this_run_is_for():
    wanted = os.environ.get("LINLI_ENGINE", "site-packages")
    assert Path(opencc.__file__).parents[1].name == wanted


def test_forms_name_the_characters_that_have_several():
    assert set("干发里台") <= form_table().ambiguous.keys()
    assert set("乾") <= form_table().reverse.keys()


SENTENCES = [
    line.split("\t")
    for line in Path(__file__).with_name("sentences.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize(("simplified", "traditional"), SENTENCES)
def test_words_go_before_phrases_and_neighbours_decide_about_characters(simplified, traditional):
    assert Converter("s2tw").text(simplified) == traditional


@pytest.mark.parametrize("variant", ["t2s", "tw2s", "hk2s"])
@pytest.mark.parametrize(
    ("traditional", "simplified"),
    [
        ("老人站著，孩子守著。", "老人站着，孩子守着。"),
        ("笑著說完，接著作報告", "笑着说完，接着作报告"),
        ("他編著的名著，顯著勝過原著", "他编著的名著，显著胜过原著"),
        ("著有詩集的著名作家，執著於著書", "著有诗集的著名作家，执着于著书"),
        ("看著名單，抱著書", "看着名单，抱着书"),
        ("王汎江與薛旂山晾乾衣服", "王汎江与薛旂山晾干衣服"),
    ],
)
def test_a_particle_is_none_of_the_words_of_books(variant, traditional, simplified):
    assert Converter(variant).text(traditional) == simplified


@pytest.mark.parametrize(
    ("simplified", "traditional"),
    [
        ("法定程序", "法定程序"),
        ("一号文件", "一號文件"),
        ("社区的扶贫对象", "社區的扶貧對象"),
        ("新闻发布会", "新聞發佈會"),
        ("支持项目", "支持項目"),
        ("乘出租车去意大利", "乘計程車去義大利"),
    ],
)
def test_news_for_taiwan_has_its_words_but_not_those_of_computing(simplified, traditional):
    assert Converter("s2twp").text(simplified) == traditional


@pytest.mark.parametrize(
    ("simplified", "traditional"),
    [
        ("岳西县与岳阳市", "岳西縣與岳陽市"),
        ("里下河地区的村里", "里下河地區的村裡"),
        ("准格尔旗、浚县、台州、天台、仙居", "準格爾旗、浚縣、台州、天台、仙居"),
        ("新余市和余姚市、大余县", "新餘市和餘姚市、大餘縣"),
        ("钟祥市、钟山县的钟", "鍾祥市、鍾山縣的鐘"),
        ("阳谷县和山谷", "陽穀縣和山谷"),
    ],
)
def test_places_have_their_own_forms(simplified, traditional):
    assert Converter("s2tw").text(simplified) == traditional


def test_converting_again_changes_nothing():
    converter = Converter("s2tw")
    paragraph = "".join(traditional for _simplified, traditional in SENTENCES)
    assert converter.text(paragraph) == paragraph


def test_each_text_is_converted_as_if_it_were_alone_whatever_stands_beside_it():
    pieces = [simplified[:length] for simplified, _traditional in SENTENCES for length in (3, 7, len(simplified))]
    together = Converter("s2tw").texts(pieces)
    alone = Converter("s2tw")
    assert together == [alone.text(piece) for piece in pieces]
