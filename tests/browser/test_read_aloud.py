"""Reading aloud, with a stand-in for the browser's speech: a headless browser has no voices."""

import pytest

pytestmark = pytest.mark.browser
ARTICLE = "2024/04/11/water-meter/"
LONG = "2024/04/08/long-road/"
SPEECH = """
  globalThis.speech = new (class extends EventTarget {
    known = [];
    said = [];
    cancelled = 0;
    getVoices() { return this.known; }
    get speaking() { return Boolean(this.now); }
    speak(utterance) { this.now = utterance; this.said.push(utterance); }
    cancel() { const broken = this.now; this.now = undefined; this.cancelled += 1; broken?.onerror?.({ error: "canceled" }); }
    finish() { const done = this.now; this.now = undefined; done.onend(); }
    arrive(...tags) {
      this.known = tags.map((tag) => ({ lang: tag.replace("!", ""), localService: !tag.endsWith("!") }));
      this.dispatchEvent(new Event("voiceschanged"));
    }
  })();
  Object.defineProperty(globalThis, "speechSynthesis", { value: speech });
  globalThis.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
"""


@pytest.fixture
def page(browser):
    context = browser.new_context()
    context.add_init_script(SPEECH)
    page = context.new_page()
    page.set_default_timeout(10_000)
    yield page
    context.close()


def arrive(page, *tags):
    page.evaluate("(tags) => speech.arrive(...tags)", list(tags))


def said(page):
    return page.evaluate("speech.said.map((one) => one.text)")


def buttons(page):
    return page.locator(".aloud button:visible").all_inner_texts()


def marked(page):
    return page.evaluate("document.querySelector('.aloud-now')?.textContent.trim().slice(0, 6) ?? ''")


def sentence(page):
    """What is marked as being read: by a highlight, or an element."""
    return page.evaluate("""() => {
      const ranges = window.Highlight ? [...CSS.highlights.get("aloud") ?? []] : [...document.querySelectorAll(".aloud-mark")];
      return ranges.map((one) => one.textContent ?? one.toString()).join("").replace(/\\s+/g, " ").trim();
    }""")


def start(page, address, *tags):
    page.goto(address)
    arrive(page, *(tags or ["zh-CN"]))
    page.get_by_role("button", name="朗").click()


@pytest.mark.parametrize(
    ("script", "voices", "chosen"),
    [
        ("", [], None),
        ("", ["en-US", "ja-JP"], None),
        ("", ["zh-CN!"], None),  # one that sends the text to another host
        ("", ["zh-HK", "yue-HK"], None),
        ("", ["zh-HK", "zh-TW", "zh_CN"], "zh_CN"),
        ("", ["zh-TW", "cmn-Hans-CN"], "cmn-Hans-CN"),
        ("", ["zh"], "zh"),
        ("hant/", ["zh-CN", "zh-HK", "zh-TW"], "zh-TW"),
        ("hant/", ["zh-CN", "yue-HK"], "yue-HK"),
        ("hant/", ["zh-CN"], "zh-CN"),
    ],
)
def test_it_reads_where_there_is_a_voice_and_says_where_there_is_none(page, site, script, voices, chosen):
    page.goto(site + script + ARTICLE)
    page.get_by_role("button", name="朗").click()
    told = page.locator(".aloud [role=status]")
    assert told.inner_text().startswith("这台设备上没有中文语音" if not script else "這臺設備上沒有中文語音")
    arrive(page, *voices)  # late, as Chromium has it
    if chosen is None:
        assert (told.inner_text() == "", page.evaluate("speech.said.length")) == (False, 0)
        return
    assert told.inner_text() == ""
    page.get_by_role("button", name="朗").click()
    assert page.evaluate("[speech.said[0].voice.lang, speech.said[0].lang]") == [chosen, chosen]


def test_it_reads_headline_byline_correction_and_every_paragraph_in_order(page, site):
    start(page, site + ARTICLE)
    assert buttons(page) == ["暂停", "停止"]
    seen = []
    while page.evaluate("Boolean(speech.now)"):
        seen.append(marked(page))
        read = page.evaluate("speech.now.text")
        assert sentence(page) == read
        page.evaluate("speech.finish()")
    texts = said(page)
    assert texts[:4] == [
        "东门街道",
        "水表搬了家，邻里和了气",
        "记者 陈守田 2024年4月11日",
        "更正（2024年4月15日）：第二段“十七户”应为“十九户”，特此更正。",
    ]
    assert texts[4].startswith("本报讯")
    whole = page.evaluate("[...document.querySelectorAll('.prose > p')].map((p) => p.textContent.trim()).join('')")
    assert "".join(texts[4:]) == whole
    assert max(map(len, texts)) <= 60
    assert len(texts) == len(seen)
    assert all(text[:2] in whole or text[:2] == mark[:2] for text, mark in zip(texts, seen, strict=True))
    assert (buttons(page), marked(page)) == (["朗读"], "")


def test_texts_are_cut_at_sentences_and_nothing_is_lost(page, site):
    start(page, site + LONG)
    address = page.evaluate(
        "performance.getEntriesByType('resource').map((e) => e.name).find((n) => n.includes('/js/read-aloud.'))"
    )
    cut = "async ([address, text]) => (await import(address)).cut(text).map((one) => text.slice(one.start, one.end))"
    for text, expected in [
        ("", []),
        (" \n", []),
        ("一句。", ["一句。"]),
        ("一句。两句！”三句", ["一句。", "两句！”", "三句"]),
        ("真的？！……好。", ["真的？！……", "好。"]),
        ("甲" * 30 + "。”" + "乙" * 40, ["甲" * 30 + "。”", "乙" * 40]),
        ("甲" * 30 + "，" + "乙" * 40 + "。", ["甲" * 30 + "，", "乙" * 40 + "。"]),
        ("甲" * 130, ["甲" * 60, "甲" * 60, "甲" * 10]),
    ]:
        assert page.evaluate(cut, [address, text]) == expected


@pytest.mark.parametrize("highlights", [True, False], ids=["highlight", "elements"])
def test_the_sentence_is_marked_and_the_text_is_as_it_was(page, site, highlights):
    if not highlights:
        page.add_init_script("delete window.Highlight")
    page.goto(site + ARTICLE)
    arrive(page, "zh-CN")
    page.evaluate("""() => {
      const block = document.querySelector(".prose > p");
      block.innerHTML = "甲<ruby>乙<rt>yǐ</rt></ruby>丙。<strong>丁戊，<em>己</em></strong>庚！\\n辛";
      block.normalize();
    }""")
    before = page.evaluate("document.querySelector('.article').innerHTML")
    page.get_by_role("button", name="朗读").click()
    while page.evaluate("speech.now.text") != "甲乙丙。":
        page.evaluate("speech.finish()")
    for text in ("甲乙丙。", "丁戊，己庚！", "辛"):
        assert (page.evaluate("speech.now.text"), sentence(page)) == (text, text)
        assert page.evaluate("Boolean(document.querySelector('.aloud-mark'))") is not highlights
        page.evaluate("speech.finish()")
    page.get_by_role("button", name="停止").click()
    assert page.evaluate("document.querySelector('.article').innerHTML.replace(/ class=\"\"/g, '')") == before
    assert page.evaluate("document.querySelector('.prose > p').childNodes.length") == 5
    assert sentence(page) == ""


def test_it_goes_on_after_another_window_took_the_voice(page, site):
    start(page, site + ARTICLE)
    page.evaluate("speech.finish()")
    page.evaluate("speech.now.onerror({ error: 'interrupted' })")
    assert buttons(page) == ["继续", "停止"]
    page.get_by_role("button", name="继续").click()
    assert said(page)[-1] == "水表搬了家，邻里和了气"
    page.evaluate(
        "speech.now = undefined; document.dispatchEvent(new Event('visibilitychange'))"
    )  # a phone says nothing
    assert said(page)[-2:] == ["水表搬了家，邻里和了气"] * 2
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")  # it is being read
    assert len(said(page)) == 4


def test_pause_goes_on_where_it_was_and_stop_begins_anew(page, site):
    start(page, site + ARTICLE)
    page.evaluate("speech.finish()")
    page.get_by_role("button", name="暂停").click()
    assert (page.evaluate("speech.now ?? null"), buttons(page)) == (None, ["继续", "停止"])
    page.get_by_role("button", name="继续").click()
    assert said(page) == ["东门街道", "水表搬了家，邻里和了气", "水表搬了家，邻里和了气"]
    page.get_by_role("button", name="停止").click()
    assert (buttons(page), marked(page), page.evaluate("speech.now ?? null")) == (["朗读"], "", None)
    page.get_by_role("button", name="朗读").click()
    assert said(page)[-1] == "东门街道"


def test_by_keyboard(page, site):
    page.goto(site + ARTICLE)
    arrive(page, "zh-CN")
    page.get_by_role("button", name="朗读").focus()
    page.keyboard.press("Enter")
    assert said(page) == ["东门街道"]
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "停止"
    page.keyboard.press("Escape")
    assert (buttons(page), page.evaluate("speech.now ?? null")) == (["朗读"], None)


def test_a_fault_of_the_voice_ends_it(page, site):
    start(page, site + ARTICLE)
    page.evaluate("speech.now.onerror({ error: 'synthesis-failed' })")
    assert (buttons(page), marked(page)) == (["朗读"], "")
    assert page.locator(".aloud [role=status]").inner_text() == "语音出了错，朗读停下了。"


def test_it_falls_silent_when_the_page_is_left(page, site):
    start(page, site + ARTICLE)
    page.evaluate("addEventListener('pagehide', () => sessionStorage.setItem('left', String(speech.now)))")
    page.goto(site)
    assert page.evaluate("sessionStorage.getItem('left')") == "undefined"


def test_words_are_those_of_the_script(page, site):
    start(page, site + "hant/" + ARTICLE, "zh-TW")
    page.get_by_role("button", name="暫停").click()
    assert buttons(page) == ["繼續", "停止"]
    assert said(page)[0] == "東門街道"


@pytest.mark.parametrize("path", ["", "section/governance/", "2024/05/06/crossing/"])
def test_other_pages_do_without(page, site, path):
    page.goto(site + path)
    arrive(page, "zh-CN")
    assert page.locator(".aloud").count() == 0
