"""The table of settings: every option that a paper may write, once."""

# ruff: noqa: RUF009 - `setting` makes fields, as `dataclasses.field` does

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

from linli.findings import Finding
from linli.messages import _
from linli.model import addresses
from linli.model.paper import LANGUAGES, Paper
from linli.model.places import Region, Section
from linli.model.review import ReviewRules
from linli.model.scripts import furniture_conversion
from linli.settings.file import SettingsFile
from linli.settings.mappings import Names, PageNames, Placement, Twins
from linli.settings.option import Kind, Need, Option
from linli.settings.paths import Folder, Folders, Picture, Theme
from linli.settings.plugin_list import PluginList
from linli.settings.values import TIMEZONE, Address, Choice, Lines, Now, SomeDay, Steps, Switch, Text, TimeZone

T = TypeVar("T")

PAPER, PLACES, SCRIPTS = "报纸", "栏目、地区和版", "简体和繁体"
REVIEW, BANNERS, SEARCH, FOOTER = "审稿", "公益内容", "搜索", "页脚"
HOUSE, DEPLOYMENT = "文件夹和功能模块", "放到网上"

# The engines of the search.
LINLI, PAGEFIND = "linli", "pagefind"

# The kinds of page that a banner can be shown on. An article is not among the defaults: a finished page stays as it is,
# whatever banner comes or goes.
PAGES = ("front", "section", "region", "month", "archive", "issue", "contributor", "article", "page")


def setting(
    name: str,
    kind: Kind[T],
    title: str,
    purpose: str,
    *,
    example: str,
    group: str,
    default: object = Need.WRITTEN,
    otherwise: str = "",
) -> T:
    """A field of `Settings` that is read from the settings file."""
    found: T = field(metadata={"option": Option(name, kind, title, purpose, example, default, group, otherwise)})
    return found


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Settings:
    """What a settings file says, judged: a value for every option, written or not."""

    # fmt: off
    name: str = setting(
        "SITENAME", Text(needed=True), _("报名"),
        "报纸的名字，印在报头和每一页的标题里。",
        example='"青禾报"', group=PAPER,
    )
    motto: str = setting(
        "MOTTO", Text(), _("报头旁边的一句话"),
        "印在报头旁边。",
        example='"记青禾的事，说青禾的话"', default="", group=PAPER,
    )
    url: str = setting(
        "SITEURL", Address(), _("网址"),
        "发布以后的完整网址，末尾不带 `/`；可以在一个网站的子目录下。空着，网站照样能看，只是没有网站地图、二维码和给别处看的完整网址。一般写在 `publishconf.py` 里。",
        example='"https://paper.example/news"', default="", group=PAPER,
    )
    timezone: str = setting(
        "TIMEZONE", TimeZone(), _("时区"),
        "报社所在的时区，定“今天”是哪一天、现在是几点；稿件里的日期、时间都照它。",
        example='"Asia/Shanghai"', default=TIMEZONE, group=PAPER,
    )
    logo: str = setting(
        "LOGO", Picture(), _("报徽"),
        "放在 `content/photos` 里的一张 PNG 或 JPEG 图片，别人转发、搜索引擎列出文章时用；512 像素见方的 PNG 最好。不写就用版式里的图标。",
        example='"photos/logo.png"', default="", group=PAPER,
    )
    now: datetime = setting(
        "TODAY", Now(), _("当作今天的一天"),
        "按这一天的日期出报：日期在它之后的稿件还不发布；写到几点几分，例如 `2024-03-11 20:30`，那以后的也不发布。试版面时用，平时不写；只要一次，就用 `linli build --today`。",
        example='"2024-03-11"', default=None, group=PAPER, otherwise="当天",
    )

    sections: tuple[Section, ...] = setting(
        "SECTIONS", Names(Section, needed=True), _("栏目"),
        "栏目：网址用的短名（小写字母、数字、连字号），和名称。次序就是显示的次序。稿件的“栏目”写短名或名称都行。短名用了就不要改，不然旧网址打不开；名称可以改。",
        example='{"news": "要闻", "opinion": "言论"}', group=PLACES,
    )
    regions: tuple[Region, ...] = setting(
        "REGIONS", Names(Region), _("地区"),
        "有自己一页的地区：短名和名称，同 `SECTIONS`。稿件的“地区”以哪个名称开头，就归哪个；都合得上，归最长的。",
        example='{"liuxi": "柳溪镇", "shiqiao": "石桥镇"}', default={}, group=PLACES,
    )
    page_names: tuple[tuple[int, str], ...] = setting(
        "PAGE_NAMES", PageNames(), _("版名"),
        "版次和版名，页面上显示成“第2版 · 综合”。没有版名的版只显示“第3版”。",
        example='{1: "要闻", 2: "综合"}', default={}, group=PLACES,
    )

    script: str = setting(
        "SCRIPT", Choice(*LANGUAGES), _("报纸本身的文字"),
        '稿件用简体写就是 `"hans"`，用繁体写就是 `"hant"`，版面上的字也跟着成繁体。字段的名称，两种报纸都是繁体简体都认得。',
        example='"hans"', default="hans", group=SCRIPTS,
    )
    twins: tuple[tuple[str, str], ...] = setting(
        "TWINS", Twins(), _("另一种文字"),
        "每一页另有一页用另一种文字：网址前缀，和转换的方式。简体的报纸可以用 `s2tw` 台湾正体、`s2twp` 连词汇也改成台湾的、`s2hk` 香港繁体、`s2t` 标准繁体；"
        '繁体的可以用 `tw2s`、`tw2sp`、`hk2s`、`t2s`；写了 `hk2s`，报纸自己版面上的字也用香港的字形。写 `{}` 就没有。',
        example='{"hant": "s2tw"}', default=None, group=SCRIPTS,
        otherwise='简体的报纸 `{"hant": "s2tw"}`，繁体的 `{"hans": "tw2s"}`',
    )
    twin_quotes: bool = setting(
        "TWIN_QUOTES", Switch(), _("另一种文字的引号"),
        "另一种文字的网页用当地的引号：台湾和香港（`s2tw`、`s2twp`、`s2hk`）用「」，里层用『』；简体的用“”，里层用‘’。写 `False` 就照原样。代码里的引号不动。",
        example="False", default=True, group=SCRIPTS,
    )

    steps: tuple[str, ...] = setting(
        "REVIEWS", Steps(), _("审稿的几步"),
        "稿件发布以前要签的几步，按次序，例如三审三校的三审。每一步由不同的人签，写在稿件的字段里（`初审: 张三 2024-05-09 10:20`）；签完才发布，签了以后改过，要重新签。见 [editors.md](editors.md#三审)。",
        example='["初审", "复审", "终审"]', default=[], group=REVIEW,
    )
    reviewed_since: date | None = setting(
        "REVIEWS_SINCE", SomeDay(), _("从哪一天的稿件审起"),
        "`REVIEWS` 只管这一天和以后的稿件；以前的照旧，不用补签。报纸已经出了一阵子，开始用 `REVIEWS` 的那天就写那天。",
        example='"2024-06-01"', default=None, group=REVIEW, otherwise="所有的稿件都要审",
    )

    banners: tuple[tuple[str, tuple[str, ...]], ...] = setting(
        "BANNERS", Placement(("values", "slogans"), PAGES), _("公益内容放在哪些页面"),
        "`values` 是核心价值观，`slogans` 是标语。页面有：`front` 头版，`section` 栏目，`region` 地区，`month` 月份，`archive` 往期，`issue` 每期，"
        "`contributor` 作者，`article` 文章，`page` 固定页面。文章页一般不放：换一条标语，所有文章都要重做。",
        example='{"values": ["front"], "slogans": ["front", "section"]}',
        default={"values": ["front"], "slogans": ["front", "section"]}, group=BANNERS,
    )

    engine: str = setting(
        "SEARCH_ENGINE", Choice(LINLI, PAGEFIND), _("搜索引擎"),
        '`"linli"` 是邻里自己的，读者要下载的最少，内存也用得最少；`"pagefind"` 是 Pagefind，结果一样，给要用它的人。两样的比较见 [search.md](search.md)。'
        "换成 Pagefind，网站要多允许一样：运行 WebAssembly；主机发送的“响应头”也要改，见 [publishers.md](publishers.md)。",
        example='"pagefind"', default=LINLI, group=SEARCH,
    )
    components: bool = setting(
        "PAGEFIND_UI", Switch(), _("Pagefind 自己的界面"),
        '`SEARCH_ENGINE` 是 `"pagefind"` 时，`True` 就在网址 /pagefind/ 另放一页它自己的搜索界面（Component UI）。见 [search.md](search.md)。',
        example="True", default=False, group=SEARCH,
    )

    imprint: tuple[str, ...] = setting(
        "IMPRINT", Lines(), _("页脚的几行"),
        "编辑部、地址、电话，一项一行。",
        example='["青禾报编辑部 编辑出版", "电话：0000-0000000"]', default=[], group=FOOTER,
    )
    public: tuple[str, ...] = setting(
        "PUBLIC_CONTACTS", Lines(), _("有意公开的电话和邮箱"),
        "报社自己的热线、邮箱、微信号，一项一行：`linli check --private` 见了不提。页脚（`IMPRINT`）和固定页面里写着的不用再写。",
        example='["0000-0000000", "news@paper.example"]', default=[], group=FOOTER,
    )
    serial: str = setting(
        "SERIAL", Text(), _("刊号"),
        "刊号或准印证号，印在页脚。",
        example='"内部资料 青禾准印 0001 号"', default="", group=FOOTER,
    )
    licence: str = setting(
        "LICENCE", Text(), _("新闻信息服务许可证"),
        "互联网新闻信息服务许可证的编号，印在页脚。",
        example='"互联网新闻信息服务许可证 00000000000"', default="", group=FOOTER,
    )
    icp: str = setting(
        "ICP", Text(), _("ICP 备案号"),
        "印在页脚，按规定链接到备案系统。",
        example='"青ICP备00000000号"', default="", group=FOOTER,
    )
    police: str = setting(
        "POLICE", Text(), _("公安备案号"),
        "印在页脚，按规定链接到公安机关的网站。",
        example='"青公网安备 00000000000000 号"', default="", group=FOOTER,
    )

    content: Path = setting(
        "PATH", Folder(), _("内容文件夹"),
        "稿件、图片、公益内容放在哪里。相对的路径从设置文件所在的文件夹算起。",
        example='"content"', default="content", group=HOUSE,
    )
    output: Path = setting(
        "OUTPUT_PATH", Folder(there=False), _("网站的文件夹"),
        "做好的网站放在哪里。它旁边还有一个隐藏的文件夹，出报时用，可以随时删。",
        example='"output"', default="output", group=HOUSE,
    )
    theme: Path = setting(
        "THEME", Theme(), _("版式文件夹"),
        "模板、样式和脚本。",
        example='"theme"', default=None, group=HOUSE,
        otherwise="设置文件旁边的 `theme` 文件夹；没有，就是邻里自己的版式",
    )
    plugins: tuple[str, ...] = setting(
        "PLUGINS", PluginList(), _("功能模块"),
        "用哪些功能模块，按次序。`plugins.desk` 排第一，`plugins.press` 不能少；别的可以拿掉，例如不要搜索就去掉 `plugins.search`。自己写的功能模块放在 `PLUGIN_PATHS` 里，写它的名字；"
        "它自己的设置用它的名字开头，例如功能模块 `annals` 的 `ANNALS_WEIGHT`。",
        example='["plugins.desk", "plugins.bylines", "plugins.sections", "plugins.press"]', group=HOUSE,
    )
    plugin_paths: tuple[Path, ...] = setting(
        "PLUGIN_PATHS", Folders(), _("自己的功能模块在哪里"),
        "自己写的功能模块所在的文件夹；`.` 就是设置文件所在的文件夹。",
        example='["."]', default=["."], group=HOUSE,
    )

    deploy_to: str = setting(
        "DEPLOY_TO", Text(), _("发到哪里"),
        "`linli publish` 把网站发到哪里：一个文件夹（相对的路径从设置文件所在的文件夹算起）、`s3://桶名/前缀`，或 `ssh://用户@服务器/文件夹`。"
        "一般写在 `publishconf.py` 里，不要写密码。见 [publishers.md](publishers.md#把报纸放到网上)。",
        example='"ssh://user@server/srv/www/paper"', default="", group=DEPLOYMENT,
    )
    deploy_endpoint: str = setting(
        "DEPLOY_ENDPOINT", Address(), _("对象存储的服务器"),
        "`DEPLOY_TO` 是 `s3://` 时，S3 兼容存储的服务器地址；不写就是亚马逊的，或环境变量 AWS_ENDPOINT_URL 写的。",
        example='"https://storage.example"', default="", group=DEPLOYMENT,
    )

    # fmt: on
    file: SettingsFile = field(repr=False)
    written: Mapping[str, Any] = field(
        repr=False, compare=False
    )  # all that it says, with what a command says otherwise
    shown_as: str  # the content folder as the editor knows it, with a slash at the end
    warnings: tuple[Finding, ...]  # of the settings file: they do not stop a command

    def finding(self, name: str, code: str, message: str, *, at: object = None) -> Finding:
        """Something that is wrong with an option; `at` is the key or value in it whose line is told."""
        place = self.file.place_of(name)
        return Finding(place.path, place.line_of(at), code, message)

    @property
    def today(self) -> date:
        """The day of now."""
        return self.now.date()

    @property
    def review(self) -> ReviewRules:
        """What pieces need before they are published."""
        return ReviewRules(self.steps, self.reviewed_since)

    @property
    def paper(self) -> Paper:
        """The paper, as pages know it."""
        return Paper(
            name=self.name,
            motto=self.motto,
            lang=LANGUAGES[self.script],
            url=self.url,
            sections=self.sections,
            regions=self.regions,
            imprint=self.imprint,
            serial=self.serial,
            icp=self.icp,
            police=self.police,
            licence=self.licence,
            timezone=self.timezone,
            conversion=furniture_conversion(LANGUAGES[self.script], [variant for _prefix, variant in self.twins]),
            prefixes=addresses.prefixes([prefix for prefix, _variant in self.twins]),
        )


# By the name of its field, every option.
OPTIONS: Mapping[str, Option] = {
    one.name: one.metadata["option"] for one in fields(Settings) if "option" in one.metadata
}
