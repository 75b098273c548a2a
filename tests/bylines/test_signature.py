import pytest

from linli.model.people import Role
from plugins.bylines import parse_signature
from plugins.bylines.roles import ROLES, Stand


@pytest.mark.parametrize(
    ("text", "contributors", "source"),
    [
        ("（陈守田）", [("陈守田", "author")], None),
        ("（贾秀禾 张望舒）", [("贾秀禾", "author"), ("张望舒", "author")], None),
        ("（记者 张荷 摄）", [("张荷", "reporter", "photographer")], None),
        ("（据《山城日报》）", [], "山城日报"),
        (
            "（本报记者 甲 通讯员 乙 文/图）",
            [("甲", "reporter", "author", "photographer"), ("乙", "correspondent", "author", "photographer")],
            None,
        ),
        ("（来源：县融媒体中心）", [], "县融媒体中心"),
        ("责任编辑：王刚", [("王刚", "editor")], None),
        ("（王 刚）", [("王刚", "author")], None),
        ("（王 刚 李 丽）", [("王刚", "author"), ("李丽", "author")], None),
        ("（王 刚 李小禾）", [("王刚", "author"), ("李小禾", "author")], None),
        ("（司马 光 欧阳 修）", [("司马光", "author"), ("欧阳修", "author")], None),
        ("（欧阳修文、司马光）", [("欧阳修文", "author"), ("司马光", "author")], None),
        ("（阿依古丽·买买提 摄）", [("阿依古丽·买买提", "photographer")], None),
        ("（记者张荷摄）", [("张荷", "reporter", "photographer")], None),
        (
            "（记者张荷 通讯员李丽 文/图）",
            [("张荷", "reporter", "author", "photographer"), ("李丽", "correspondent", "author", "photographer")],
            None,
        ),
        ("（张荷/文 李明/图）", [("张荷", "author"), ("李明", "photographer")], None),
        ("（图/王刚）", [("王刚", "photographer")], None),
        ("本报记者张荷文/图", [("张荷", "reporter", "author", "photographer")], None),
        ("（新华社记者 王刚）", [("王刚", "reporter")], "新华社"),
        ("（据新华社石桥4月2日电）", [], "新华社"),
        ("（据新华社电）", [], "新华社"),
        ("（综合新华社、《人民日报》报道）", [], "新华社、人民日报"),
        ("（本报综合）", [], "本报综合"),
        ("（本报评论员）", [("本报评论员", "author")], None),
        ("（来源：县融媒体中心 记者：王刚）", [("王刚", "reporter")], "县融媒体中心"),
        ("文：张荷 图：李明", [("张荷", "author"), ("李明", "photographer")], None),
        ("文/张荷 图/李明", [("张荷", "author"), ("李明", "photographer")], None),
        ("摄影：王刚", [("王刚", "photographer")], None),
        ("责编 王刚 校对 李丽 审核 周大勇", [("王刚", "editor"), ("李丽", "reviewer"), ("周大勇", "reviewer")], None),
        ("（记者 才让卓玛）", [("才让卓玛", "reporter")], None),
        ("（县税务局 李丽）", [("李丽", "author")], None),
        ("记者 张荷 文 李明 摄", [("张荷", "reporter", "author"), ("李明", "reporter", "photographer")], None),
        ("(陈守田)", [("陈守田", "author")], None),
        ("（\u3000陈\u3000实\u3000）", [("陈实", "author")], None),
        ("（记者 张荷 李明 报道）", [("张荷", "reporter"), ("李明", "reporter")], None),
        ("（《山城日报》记者 王刚）", [("王刚", "reporter")], "山城日报"),
        ("（山城日报记者王刚）", [("王刚", "reporter")], "山城日报"),
        ("（实习生 李丽 记者 王刚）", [("李丽", "intern"), ("王刚", "reporter")], None),
        ("（张荷 李明 摄影报道）", [("张荷", "author", "photographer"), ("李明", "author", "photographer")], None),
        ("【记者 王刚】", [("王刚", "reporter")], None),
        ("（转载自《人民日报》）", [], "人民日报"),
        ("（本报记者 王\u3000刚\u3000通讯员\u3000李小禾）", [("王刚", "reporter"), ("李小禾", "correspondent")], None),
        ("（记者 John Smith）", [("John Smith", "reporter")], None),
        ("（特约通讯员 王刚）", [("王刚", "correspondent")], None),
        (
            "（全媒体记者 张荷 王刚 文/摄）",
            [("张荷", "reporter", "author", "photographer"), ("王刚", "reporter", "author", "photographer")],
            None,
        ),
        ("（余千里、谷满仓）", [("余千里", "author"), ("谷满仓", "author")], None),
        ("（作者：王刚）", [("王刚", "author")], None),
        ("□ 本报记者 王刚", [("王刚", "reporter")], None),
        ("（通讯员 李丽 供稿）", [("李丽", "correspondent")], None),
        ("（记者 甲 乙）", [("甲", "reporter"), ("乙", "reporter")], None),
        ("（新华社发 王刚 摄）", [("王刚", "photographer")], "新华社"),
        ("（新华社）", [], "新华社"),
        ("（人民日报）", [], "人民日报"),
        ("（县融媒体中心记者 王刚）", [("王刚", "reporter")], None),
        ("记者：张荷；编辑：李明；审核：王刚", [("张荷", "reporter"), ("李明", "editor"), ("王刚", "reviewer")], None),
        ("（欧阳文 摄）", [("欧阳文", "photographer")], None),
        ("（作者 王刚）", [("王刚", "author")], None),
        ("（记者 欧阳雪 实习生 何苗）", [("欧阳雪", "reporter"), ("何苗", "intern")], None),
        ("（王刚 图）", [("王刚", "photographer")], None),
        ("（王刚 文）", [("王刚", "author")], None),
        ("（记者 李 明 通讯员 赵 一 曼）", [("李明", "reporter"), ("赵一曼", "correspondent")], None),
        ("（钟后山 岳种德）", [("钟后山", "author"), ("岳种德", "author")], None),
        ("（高峰）", [("高峰", "author")], None),
        ("（钟声）", [("钟声", "author")], None),
        ("（据县气象局）", [], "县气象局"),
        ("（甄 真）", [("甄真", "author")], None),
        ("（原载《山城晚报》）", [], "山城晚报"),
        ("（古丽娜扎尔·艾山江）", [("古丽娜扎尔·艾山江", "author")], None),
        ("（柳溪镇 王刚）", [("王刚", "author")], None),
        ("（通讯员 柳溪镇政府 王刚）", [("王刚", "correspondent")], None),
        ("见习记者 王刚", [("王刚", "reporter", "intern")], None),
        (
            "（记者 陈守田 通讯员 毛知秋 实习生 何苗 摄影 曲波）",
            [("陈守田", "reporter"), ("毛知秋", "correspondent"), ("何苗", "intern"), ("曲波", "photographer")],
            None,
        ),
        ("（记者：王刚 摄影：李明）", [("王刚", "reporter"), ("李明", "photographer")], None),
        ("（次仁卓玛 摄）", [("次仁卓玛", "photographer")], None),
        ("（执笔：王刚）", [("王刚", "author")], None),
        ("（上官 云 珠）", [("上官云珠", "author")], None),
        (
            "（本报记者 王刚/文 通讯员 李丽/图）",
            [("王刚", "reporter", "author"), ("李丽", "correspondent", "photographer")],
            None,
        ),
        ("（新华社石桥7月1日电）", [], "新华社"),
        ("（山城晚报）", [], "山城晚报"),
    ],
)
def test_parse_signature(text, contributors, source):
    signature = parse_signature(text)
    assert signature is not None
    assert [(c.name, *c.roles) for c in signature.contributors] == contributors
    assert signature.source == source


@pytest.mark.parametrize(
    "text",
    [
        "（图为活动现场）",
        "（作者系某校教师）",
        "（作者单位：县委党校）",
        "（完）",
        "（下转第4版）",
        "（上接第1版）",
        "（见图）",
        "（右图）",
        "（左图）",
        "（资料图片）",
        "（未完待续）",
        "（记者手记）",
        "（记者了解到这件事）",
        "（苹果、香蕉、梨）",
        "（金银花、何首乌、车前子）",
        "（白术、黄芪、党参、甘草）",
        "（黄瓜 白菜）",
        "（高兴）",
        "（安静）",
        "（和平、发展）",
        "（王家村、李家镇）",
        "（张灯结彩）",
        "（周一至周五）",
        "（45岁）",
        "（《论语》）",
        "（0851-12345678）",
        "（简称“一室”）",
        "（业委会）",
        "（管理委员会）",
        "（街道）",
        "本次活动圆满成功",
        "（据统计）",
        "（据了解）",
        "（江西、安徽）",
        "（富强、民主、文明、和谐）",
        "（受访者供图）",
        "（图片由县文旅局提供）",
        "（化名）",
        "（文/图）",
        "（单位：万元）",
        "（详见第2版）",
        "（记者）",
        "（王刚是先进个人）",
        "（李庆余笑着说）",
        "（党工委）",
        "（PPT）",
        "（第一）",
        "（2023年）",
        "（周末）",
        "（万元）",
        "（刘家湾、王家坝）",
        "（张家界、石家庄）",
        "（梅花、兰花、菊花）",
        "（水稻、玉米）",
        "（毛主席语录）",
        "（时间：周三）",
        "（地点：石桥镇）",
        "（花椒、胡椒、八角）",
        "（黄河、长江）",
        "（项目经理）",
        "（村支书）",
        "（温州、金华）",
        "（鲁迅《故乡》）",
        "（农历五月）",
        "（马克思）",
        "（全文见三版）",
        "（紧接第2版）",
        "（摄影报道）",
        "（图）",
        "（易地搬迁）",
        "（包括水电费）",
        "（万人）",
        "（通讯）",
        "（方言）",
        "（柳溪镇）",
        "（石桥镇 柳溪镇）",
        "（作者 王刚 系县作协会员）",
        "（受访者 供图）",
        "（县文旅局 供图）",
        "（供稿单位：县文旅局）",
        "（本版图片由 王刚 摄）",
    ],
)
def test_parse_signature_refuses(text):
    assert parse_signature(text) is None


@pytest.mark.parametrize(
    ("text", "contributors"),
    [
        ("（记者 岳种德 制图 范云）", "岳种德 reporter/范云 photographer"),
        ("（本报记者 岳种德 视频：范云）", "岳种德 reporter/范云 photographer"),
        ("（记者 岳种德 翻译 范云）", "岳种德 reporter/范云 author"),
        ("（记者 岳种德 报道 范云 摄影）", "岳种德 reporter/范云 reporter photographer"),
        ("（记者 岳种德 配音 范云 剪辑 何苗）", "岳种德 reporter/范云 author/何苗 photographer"),
        ("（记者 岳种德 参与采写：范云）", "岳种德 reporter/范云 author"),
        ("文｜岳种德 图｜范云", "岳种德 author/范云 photographer"),
        ("文丨岳种德 图丨范云", "岳种德 author/范云 photographer"),
        ("图：岳种德 文：范云", "岳种德 photographer/范云 author"),
        ("文 图：岳种德", "岳种德 author photographer"),
        ("岳种德文 范云图", "岳种德 author/范云 photographer"),
        ("（记者岳种德 文/范云 图）", "岳种德 reporter author/范云 reporter photographer"),
        ("（记者 岳种德 文并摄）", "岳种德 reporter author photographer"),
        ("（摄影记者 岳种德 文/图）", "岳种德 reporter author photographer"),
        ("文/本报记者 岳种德 图/通讯员 范云", "岳种德 reporter author/范云 correspondent photographer"),
        ("记者 文/岳种德 图/范云", "岳种德 reporter author/范云 reporter photographer"),
        ("采写/摄影：岳种德", "岳种德 author photographer"),
        ("撰文、摄影：岳种德", "岳种德 author photographer"),
        ("（范云 漫画）", "范云 photographer"),
        ("（范云绘）", "范云 photographer"),
        ("（范云编译）", "范云 author"),
        ("（编译：范云）", "范云 author"),
        ("（作者：岳种德 翻译：范云）", "岳种德 author/范云 author"),
        ("口述：岳种德　整理：本报记者 范云", "岳种德 author/范云 reporter"),
        ("（岳种德 口述 范云 整理）", "岳种德 author/范云 author"),
        ("统筹：岳种德 策划：范云", "岳种德 editor/范云 editor"),
        ("总监制 岳种德", "岳种德 reviewer"),
        ("编　辑：岳　云　　校　对：范　云", "岳云 editor/范云 reviewer"),
        ("责 任 编 辑：范 云", "范云 editor"),
        ("岳种德 责编 范云 校对", "岳种德 editor/范云 reviewer"),
        ("责编：岳种德 / 一审：范云 / 二审：何苗", "岳种德 editor/范云 reviewer/何苗 reviewer"),
        ("编辑/校对：范云", "范云 editor reviewer"),
        ("（总策划：岳种德 执行：范云）", "岳种德 editor/范云 editor"),
        ("责任编辑：范云　电话：0000-11223344", "范云 editor"),
        ("责任编辑：范云（邮箱：bianji@paper.example）", "范云 editor"),
        ("（范云 记者）", "范云 reporter"),
        ("（记者 范云 摄于6月2日）", "范云 reporter photographer"),
        ("（本组图片由本报记者 范云 摄）", "范云 reporter photographer"),
        ("（石桥镇中心小学五年级 范云）", "范云 author"),
        ("（柳溪县融媒体中心记者范云）", "范云 reporter"),
        ("本报记者 岳种德 柳溪报道", "岳种德 reporter"),
        ("本报记者岳种德柳溪报道", "岳种德 reporter"),
        ("本报记者 岳种德 发自柳溪", "岳种德 reporter"),
        ("（作者：柳溪镇 范云）", "范云 author"),
        ("（岳种德、范云等 摄）", "岳种德 photographer/范云 photographer"),
        ("〔記者 陳守田〕", "陳守田 reporter"),
        ("（通訊員 陳守田 攝）", "陳守田 correspondent photographer"),
        ("責任編輯：陳守田　美編：張荷", "陳守田 editor/張荷 editor"),
    ],
)
def test_who_did_what(text, contributors):
    signature = parse_signature(text)
    assert signature is not None
    assert "/".join(" ".join([c.name, *c.roles]) for c in signature.contributors) == contributors
    assert signature.source is None


@pytest.mark.parametrize(
    ("text", "source", "names", "note"),
    [
        ("（县委老干部局供稿）", "县委老干部局", [], ""),
        ("（供稿：县委老干部局、柳溪镇政府）", "县委老干部局、柳溪镇政府", [], ""),
        ("（县委老干部局 范云 供稿）", None, ["范云"], ""),
        ("新华社发（范云 摄）", "新华社", ["范云"], ""),
        ("（新华社柳溪6月2日电 记者范云）", "新华社", ["范云"], ""),
        ("（山城日报全媒体记者 范云）", "山城日报", ["范云"], ""),
        ("（来源：山城发布）", "山城发布", [], ""),
        ("（来源：新华社 有删节）", "新华社", [], "有删节"),
        ("（本文转自山城发布，有删改）", "山城发布", [], "有删改"),
        ("（转载自2024年6月2日《山城晚报》）", "山城晚报", [], ""),
        ("（转载自《山城晚报》2024年6月2日第3版）", "山城晚报", [], ""),
        ("（选自《山城文艺》 范云）", "山城文艺", ["范云"], ""),
        ("（原载《山城文艺》2024年第2期）", "山城文艺", [], ""),
        ("（據《山城日報》）", "山城日報", [], ""),
        ("（新華社發 陳守田 攝）", "新華社", ["陳守田"], ""),
    ],
)
def test_where_it_was_first(text, source, names, note):
    signature = parse_signature(text)
    assert signature is not None
    assert (signature.source, [c.name for c in signature.contributors], signature.note) == (source, names, note)


@pytest.mark.parametrize("surname", "牟朴谌苑恽亓雒邝佴逄阚仝庹郏郦")
def test_surnames_of_few(surname):
    (person,) = parse_signature(f"（{surname}文静）").contributors
    assert person.name == f"{surname}文静"


@pytest.mark.parametrize(
    "text",
    [
        "党支部", "连江", "海外版", "春季", "成贵", "温州段", "成人组", "安全员", "施工中", "向南", "常务", "双休日", "平安你我", "文明新风",
        "和谐社区", "高质量建设", "全领域", "白玉兰", "石桥", "王女士", "李某某", "赵书记", "联系人：王女士", "文中人物为化名",
        "图：村民在插秧", "视频：春耕", "据《石桥县志》记载", "本版图片由范云摄", "通讯员供稿", "书法", "摄影家协会", "编辑部", "记者站", "总策划：", "此件公开发布",
        "主讲：范云 时间：周五",
    ],
)  # fmt: skip
def test_words_are_no_people(text):
    assert parse_signature(f"（{text}）") is None


WORDS = sorted(ROLES)


@pytest.mark.parametrize(
    "form",
    [
        "（记者 范云 {} 何苗）",
        "（{}：何苗）",
        "{} 何苗",
        "（何苗 {}）",
        "责编 范云 {} 何苗",
        "（{}）",
        "（记者 范云 {}）",
    ],
)
def test_a_role_word_is_no_person(form):
    people = {word: parse_signature(form.format(word)) for word in WORDS}
    named = {word: {c.name for c in found.contributors} for word, found in people.items() if found}
    assert {word: names for word, names in named.items() if not names <= {"范云", "何苗"}} == {}
    if "何苗" in form:
        unread = [word for word in WORDS if "何苗" not in named.get(word, ())]
        assert unread == []


def test_every_role_has_a_word():
    assert {role for word in ROLES.values() for role in word.roles} == set(Role)
    assert all(word.roles or word.stand is Stand.WROTE for word in ROLES.values())


@pytest.mark.parametrize(
    ("text", "doubtful"),
    [
        ("（高峰）", True),
        ("（记者 高峰）", False),
        ("（岳种德）", False),
        ("（安李晓静）", True),
        ("（次仁卓玛 摄）", True),
    ],
)
def test_a_guess_is_marked(text, doubtful):
    assert parse_signature(text).doubtful is doubtful


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("（漫画/范云）", ["", "漫画"]),
        ("（范云 编译）", ["", "编译"]),
        ("（记者 范云 摄）", ["记者", "摄"]),
        ("（范云 文/图）", ["", "文/图"]),
        ("视频剪辑：范云", ["", "视频剪辑"]),
    ],
)
def test_what_a_byline_says_of_them(text, words):
    (person,) = parse_signature(text).contributors
    assert [person.word_before, person.word_behind] == words
