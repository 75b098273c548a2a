"""What readers type and choose on the search page, beside words that stand in articles."""

import re

import pytest

from tests.browser.test_search import page, settled, titles  # noqa: F401 - the fixture `page`

pytestmark = pytest.mark.browser
DIRECT = [
    ("2024年5月9日", "issue/2024-05-09/", "2024年5月9日的报纸 10 篇"),
    ("2024-5-9", "issue/2024-05-09/", "2024年5月9日的报纸 10 篇"),
    ("2024.5.9 学校", "issue/2024-05-09/", "2024年5月9日的报纸 10 篇"),
    ("2024/05/09", "issue/2024-05-09/", "2024年5月9日的报纸 10 篇"),
    ("二〇二四年五月九日", "issue/2024-05-09/", "2024年5月9日的报纸 10 篇"),
    ("2024年 5月 9日", "issue/2024-05-09/", "2024年5月9日的报纸 10 篇"),
    ("“5月9日”", "issue/2024-05-09/", "2024年5月9日的报纸 10 篇"),
    ("2024年5月", "archive/2024/05/", "2024年5月的报纸 14 篇"),
    ("岳种德", "by/yue-zhong-de-be6b/", "岳种德 作者"),
    ("“岳种德” 渡船", "by/yue-zhong-de-be6b/", "岳种德 作者"),
    ("基层治理", "section/governance/", "基层治理 栏目"),
    ("柳溪镇", "region/liuxi/", "柳溪镇 地区"),
    ("关于本报", "about/", "关于本报 页面"),
]


def direct(page) -> list[tuple[str, str]]:  # noqa: F811
    links = page.locator("#search-direct li").all()
    return [(link.locator("a").evaluate("(a) => a.href"), " ".join(link.inner_text().split())) for link in links]


@pytest.mark.parametrize(("query", "address", "text"), DIRECT)
def test_what_a_query_names_stands_above_its_results(page, site, query, address, text):  # noqa: F811
    page.goto(site + "search/?q=" + query)
    page.wait_for_selector("#search-direct:not([hidden])")
    settled(page)
    assert direct(page) == [(site + address, text)]


def test_what_is_typed_in_the_other_script_names_the_same(page, site):  # noqa: F811
    page.goto(site + "hant/search/?q=" + "嶽種德 關於本報")
    page.wait_for_function("document.querySelectorAll('#search-direct li').length === 2")
    assert direct(page) == [
        (site + "hant/by/yue-zhong-de-be6b/", "岳種德 作者"),
        (site + "hant/about/", "關於本報 頁面"),
    ]


@pytest.mark.parametrize("query", ["2024年5月10日", "2024年2月30日", "3.15", "种德", "关于"])
def test_what_is_nothing_of_the_paper_leads_nowhere(page, site, query):  # noqa: F811
    page.goto(site + "search/?q=" + query)
    settled(page)
    page.wait_for_load_state("networkidle")
    assert direct(page) == []


def test_names_are_asked_for_only_when_a_term_may_be_one(page, site):  # noqa: F811
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site + "search/?q=" + "学校")
    settled(page)
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if "/names/" in url or "/spelt/" in url or "spelling" in url] == []


SPELT = [
    ("duchuan", "渡船"),
    ("DuChuan", "渡船"),
    ("du'chuan", "渡船"),
    ("zuihouyiban", "最后一班"),
    ("zhyb", "最后一班"),
    ("ybdc", "一班渡船"),
]


@pytest.mark.parametrize(("query", "marked"), SPELT)
def test_headlines_are_found_in_pinyin_and_by_initials(page, site, query, marked):  # noqa: F811
    page.goto(site + "search/?q=" + query)
    settled(page)
    assert titles(page) == ["最后一班渡船"]
    assert page.locator("#search-reading").inner_text() == "没有这样写的，这些是按拼音找到的。"
    assert page.locator(".search__result h2 mark").all_inner_texts() == [marked]


@pytest.mark.parametrize("query", ["yuezhongde", "yzd"])
def test_a_contributor_is_found_in_pinyin(page, site, query):  # noqa: F811
    page.goto(site + "search/?q=" + query)
    page.wait_for_selector("#search-direct:not([hidden])")
    assert direct(page) == [(site + "by/yue-zhong-de-be6b/", "岳种德 作者")]
    assert all("岳种德" in text for text in page.locator(".search__by").all_inner_texts())


NEAR = [
    ("渡船 学校", ["渡船", "学校"]),
    ("渡船 学校 并无此事", ["渡船", "学校"]),
    ("最后一班渡船了", ["最后一班渡船"]),
    ("大最后一班渡船", ["最后一班渡船"]),
    ("渡船柳溪大桥", ["渡船 柳溪大桥"]),
    ("青禾渡船学校", ["青禾", "学校"]),
    ("并无此事", []),
]


@pytest.mark.parametrize(("query", "others"), NEAR)
def test_where_nothing_is_found_other_queries_are_offered_that_find_something(page, site, query, others):  # noqa: F811
    page.goto(site + "search/?q=" + query)
    settled(page)
    page.wait_for_load_state("networkidle")
    links = page.locator("#search-near a")
    assert links.all_inner_texts() == others
    if others:
        count = int(re.search(r"\d+", page.locator("#search-near span").first.inner_text())[0])
        links.first.click()
        page.wait_for_function(f"document.getElementById('search-status').textContent === '找到 {count} 篇'")
        assert page.input_value("#q") == others[0]
        assert not page.locator("#search-near").is_visible()
        page.go_back()
        page.wait_for_selector("#search-near:not([hidden])")


def test_filters_that_leave_nothing_are_named_with_what_there_is_without_them(page, site):  # noqa: F811
    page.goto(site + "search/?q=" + "渡船" + "&to=2024-03-31")
    page.wait_for_selector("#search-near:not([hidden])")
    assert page.locator("#search-near").inner_text() == "去掉“只看”里的条件 1 篇"
    page.locator("#search-near a").click()
    page.wait_for_selector(".search__result")
    assert "to=" not in page.url


def test_days_and_headlines_narrow_a_search_and_are_in_its_address(page, site):  # noqa: F811
    page.goto(site + "search/?q=" + "的")
    settled(page)
    total = int(re.search(r"\d+", page.locator("#search-status").inner_text())[0])
    page.fill("[name=from]", "2024-05-09")
    page.wait_for_function("location.search.includes('from=2024-05-09')")
    settled(page)
    newest = int(re.search(r"\d+", page.locator("#search-status").inner_text())[0])
    assert 0 < newest < total
    page.check("[name=headline]")
    page.wait_for_function("location.search.includes('headline=true')")
    settled(page)
    assert 0 < len(titles(page)) < newest
    assert all("的" in title for title in titles(page))
    page.reload()
    settled(page)
    assert (page.input_value("[name=from]"), page.is_checked("[name=headline]")) == ("2024-05-09", True)
    page.get_by_role("button", name="看全部").click()
    page.wait_for_function(f"document.getElementById('search-status').textContent === '找到 {total} 篇'")
    assert (page.input_value("[name=from]"), page.is_checked("[name=headline]")) == ("", False)


@pytest.mark.parametrize("wrong", ["from=yesterday", "to=2024-13-01", "headline=maybe", "from=2024-05"])
def test_what_an_address_has_and_the_form_has_not_is_left_out(page, site, wrong):  # noqa: F811
    page.goto(site + "search/?q=" + "渡船" + "&" + wrong)
    settled(page)
    assert titles(page) == ["最后一班渡船"]


def test_results_say_where_they_stood_and_who_wrote_them(page, site):  # noqa: F811
    page.goto(site + "search/?q=" + "最后一班渡船")
    settled(page)
    assert page.locator(".search__folio").inner_text().split() == ["2024年5月6日", "第1版", "民生", "于晓峰"]


def test_every_term_is_marked_in_every_result(page, site):  # noqa: F811
    for query in ("学校 老师", "的 路", "岳种德 路", "桥 年 人"):
        page.goto(site + "search/?q=" + query)
        settled(page)
        page.wait_for_selector(".search__result")
        for result in page.locator(".search__result").all():
            result.scroll_into_view_if_needed()
        for result in page.locator(".search__result").all():
            for term in query.split():
                result.locator("mark", has_text=term).first.wait_for(timeout=5000)


def test_a_long_list_is_parted_by_month_and_a_short_one_is_not(page, site):  # noqa: F811
    page.goto(site + "search/?q=" + "的")
    settled(page)
    for _ in range(3):
        page.get_by_role("button", name="再看 10 篇").click()
    page.wait_for_function("document.querySelectorAll('.search__result').length === 40")
    months = page.get_by_role("heading", name=re.compile("^2024年"))
    assert months.all_inner_texts() == ["2024年5月", "2024年4月", "2024年3月"]
    page.select_option("[name=sort]", "best")
    page.wait_for_function("location.search.includes('sort=best')")
    page.wait_for_function("![...document.querySelectorAll('.search__month')].some((one) => !one.hidden)")
    page.goto(site + "search/?q=" + "学校")
    settled(page)
    assert months.count() == 0


@pytest.mark.parametrize("script", ["", "hant/"])
def test_on_a_phone_the_first_result_is_on_the_first_screen_and_the_filters_are_folded(browser, site, script):
    context = browser.new_context(viewport={"width": 360, "height": 640})
    page = context.new_page()  # noqa: F811
    page.goto(site + script + "search/?q=" + "学校" + "&from=2024-04-01")
    settled(page)
    first = page.locator(".search__result").first
    first.locator("mark").first.wait_for()
    box = first.bounding_box()
    assert box["y"] + box["height"] < 640
    assert not page.locator("[name=from]").is_visible()
    assert re.sub(r"\s", "", page.locator("summary").inner_text()) in ("只看（已选1项）", "只看（已選1項）")
    page.locator("summary").click()
    assert page.input_value("[name=from]") == "2024-04-01"
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    context.close()


def test_a_slash_leads_to_the_field(page, site):  # noqa: F811
    page.goto(site + "search/?q=" + "学校")
    settled(page)
    page.keyboard.press("Control+/")
    assert page.evaluate("document.activeElement.id") == ""
    page.keyboard.press("/")
    assert page.evaluate("[document.activeElement.id, getSelection().toString()]") == ["q", "学校"]
    page.keyboard.type("1/2")
    assert page.input_value("#q") == "1/2"


def suggested(page) -> list[str]:  # noqa: F811
    return [" ".join(text.split()) for text in page.locator("#search-suggestions [role=option]").all_inner_texts()]


def test_suggestions_come_from_what_is_there_and_are_chosen_by_keys(page, site):  # noqa: F811
    page.goto(site + "search/?q=" + "学校")
    settled(page)
    field = page.get_by_role("combobox", name="要找的词")
    field.focus()
    page.wait_for_load_state("networkidle")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    field.fill("渡")
    assert suggested(page) == ["最后一班渡船 文章"]
    assert field.get_attribute("aria-expanded") == "true"
    assert asked == []
    field.press("ArrowDown")
    option = page.locator("#search-suggestions [aria-selected=true]")
    assert field.get_attribute("aria-activedescendant") == option.get_attribute("id")
    field.press("ArrowDown")
    assert field.get_attribute("aria-activedescendant") is None
    field.press("ArrowUp")
    field.press("Escape")
    assert not page.locator("#search-suggestions").is_visible()
    assert (field.get_attribute("aria-expanded"), field.input_value()) == ("false", "渡")
    field.press("ArrowDown")
    assert suggested(page) == ["最后一班渡船 文章"]
    field.press("Enter")
    page.wait_for_url(re.compile("/2024/05/06/"))
    assert page.locator("h1").inner_text() == "最后一班渡船"


def test_names_places_and_searches_are_suggested(page, site):  # noqa: F811
    page.goto(site + "search/?q=" + "学校")
    settled(page)
    field = page.get_by_role("combobox", name="要找的词")
    field.press("Enter")
    for typed, first in [("学", "学校 搜过"), ("基层", "基层治理 栏目"), ("于晓", "于晓峰 作者")]:
        field.fill(typed)
        page.wait_for_selector("#search-suggestions:not([hidden])")
        assert suggested(page)[0] == first
    page.get_by_role("option", name="于晓峰").click()
    page.wait_for_selector("#search-direct:not([hidden])")
    assert page.input_value("#q") == "于晓峰"
    assert page.evaluate("document.activeElement.id") == "search-status"


def test_nothing_is_suggested_while_an_input_method_composes(page, site):  # noqa: F811
    page.goto(site + "search/?q=" + "学校")
    settled(page)
    session = page.context.new_cdp_session(page)
    page.fill("#q", "")
    page.focus("#q")
    session.send("Input.imeSetComposition", {"text": "渡", "selectionStart": 1, "selectionEnd": 1})
    assert not page.locator("#search-suggestions").is_visible()
    session.send("Input.insertText", {"text": "渡"})
    page.wait_for_selector("#search-suggestions:not([hidden])")
    assert suggested(page) == ["最后一班渡船 文章"]


def test_searches_are_kept_on_the_device_until_they_are_forgotten(page, site):  # noqa: F811
    page.goto(site + "search/")
    assert not page.locator("#search-recent").is_visible()
    for query in ("渡船", "学校", "渡船"):
        page.fill("#q", query)
        page.keyboard.press("Enter")
        settled(page)
    page.goto(site + "search/")
    page.wait_for_selector("#search-recent:not([hidden]) a")
    assert page.locator("#search-recent a").all_inner_texts() == ["渡船", "学校"]
    page.locator("#search-recent a").last.click()
    settled(page)
    assert page.input_value("#q") == "学校"
    page.goto(site + "search/")
    page.get_by_role("button", name="忘掉").click()
    assert page.evaluate("[document.activeElement.id, localStorage.getItem('linli.searches')]") == ["q", None]
    assert not page.locator("#search-recent").is_visible()
    page.reload()
    assert not page.locator("#search-recent").is_visible()


def test_a_device_that_keeps_nothing_searches_all_the_same(page, site):  # noqa: F811
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('closed'); } })")
    page.goto(site + "search/")
    page.fill("#q", "渡船")
    page.keyboard.press("Enter")
    settled(page)
    assert titles(page) == ["最后一班渡船"]
    page.fill("#q", "")
    page.wait_for_selector("#search-recent:not([hidden])")
    assert page.locator("#search-recent a").all_inner_texts() == ["渡船"]
