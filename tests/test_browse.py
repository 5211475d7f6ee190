"""The live concordance: what it asks, what it shows, and that articles reach the page as text."""

import json
import re
import sys

import pytest
from chromium import as_js, dom, of_widget
from test_concordance import Tags, invented

from nabra.errors import NabraError
from nabra.show.concordance import lines

pytest.importorskip("anywidget")


@pytest.fixture
def browser():
    return lines(invented()).browse(size=2)


def state(browser):
    """What Jupyter would send to the page."""
    return {name: json.loads(json.dumps(getattr(browser, name))) for name in ("words", "options", "query", "view")}


def ask(browser, **change):
    """A query as the page sends it."""
    browser.query = dict(browser.query) | change
    return browser.view


def shown(view):
    return [line["key"] for block in view["blocks"] for line in block["lines"]]


def test_it_leafs_through_the_lines(browser):
    assert browser.view["pages"] == 4 and shown(browser.view) == ["الثوار", "المسلحين"]
    assert browser.view["status"] == "1–2 / 7"
    assert shown(ask(browser, page=4)) == ["rebels"] and browser.view["status"] == "7–7 / 7"
    assert ask(browser, page=99)["page"] == 4 and ask(browser, page=-3)["page"] == 1


def test_it_filters_and_sorts_as_lines_does(browser):
    view = ask(browser, voice="quoted", size=50)
    assert shown(view) == ["terrorists"] and view["pages"] == 1
    assert len(shown(ask(browser, voice="", outlet="ساعة"))) == 3
    assert shown(ask(browser, marks="label")) == ["الثوار"]
    assert shown(ask(browser, marks="", since="2021")) == [] and browser.view["status"] == "0–0 / 0"
    sorted_keys = shown(ask(browser, since="", outlet="The Courier", sort="before"))
    assert sorted_keys == list(lines(invented(), outlet="The Courier", sort="before").table["key"])


def test_what_it_cannot_do_it_says_and_goes_on(browser):
    assert "no date" in ask(browser, since="yesterday")["error"]
    assert "choose from 1 to 500" in ask(browser, since="", size=10**9)["error"]
    assert ask(browser, size="many").get("error") and ask(browser, size=2, outlet="nobody").get("error")
    assert "error" not in ask(browser, outlet="")
    with pytest.raises(NabraError, match="browse: 'colour' is unknown"):
        lines(invented()).browse(colour="red")


def test_without_anywidget_one_sentence_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "anywidget", None)
    monkeypatch.delitem(sys.modules, "nabra.show.browser", raising=False)
    with pytest.raises(NabraError, match="extra 'notebooks'"):
        lines(invented()).browse()


def test_its_script_writes_text_and_never_html(browser):
    script = type(browser)._esm
    script = script if isinstance(script, str) else str(browser._esm)
    assert "textContent" in script
    assert not re.search("innerHTML|outerHTML|insertAdjacent|document.write|eval|Function\\(|DOMParser", script)


def test_only_plain_links_and_no_controls_leave_python(browser):
    view = ask(browser, size=50)
    urls = {line["url"] for block in view["blocks"] for line in block["lines"]}
    assert None in urls and all(url is None or url.startswith("https://example.org/") for url in urls)
    said = json.dumps(view, ensure_ascii=False)
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x1b]", said) and len(said) < 20_000


def test_in_a_browser_lines_are_text_in_their_direction(browser, tmp_path):
    ask(browser, size=50)
    page = of_widget(browser._esm, state(browser))
    seen = Tags(dom(page, tmp_path).split("<script")[0])
    assert seen.tags.count("table") == 2 and not {"img", "script", "b"} & set(seen.tags)
    assert not [name for _, name, _ in seen.attributes if name.startswith("on")]
    directions = [value for tag, name, value in seen.attributes if (tag, name) == ("table", "dir")]
    assert directions == ["rtl", "ltr"] and "<script>" in "".join(seen.texts) and "calm" in seen.texts
    links = [value for tag, name, value in seen.attributes if (tag, name) == ("a", "href")]
    assert links and all(link.startswith("https://example.org/") for link in links)


def test_in_a_browser_a_bad_address_from_the_model_is_no_link(browser, tmp_path):
    data = state(browser)
    for block in data["view"]["blocks"]:
        for line in block["lines"]:
            line["url"] = "javascript:document.title='moved'"
    page = of_widget(browser._esm, data, "document.querySelectorAll('a').forEach((a) => a.click());")
    found = dom(page, tmp_path)
    assert "<title>calm</title>" in found and "<a " not in found.split("<script")[0]


def test_in_a_browser_controls_ask_and_the_answer_is_drawn(browser, tmp_path):
    first, after = state(browser), f"""
const field = (n) => el.querySelectorAll("select")[n], buttons = [...el.querySelectorAll("button")];
buttons[0].click();
buttons[2].click();
field(0).value = "before"; field(0).dispatchEvent(new Event("change"));
answer({as_js(ask(browser, page=4))});
document.body.append(JSON.stringify({{sent, shown: el.querySelector(".key bdi").textContent,
  disabled: buttons[2].getAttribute("aria-disabled"), status: el.querySelector("[role=status]").textContent}}) + "END");
"""
    found = dom(of_widget(browser._esm, first, after), tmp_path)
    told = json.loads(re.search(r'(\{"sent".*\})END', found).group(1))
    assert [(query["page"], query["sort"]) for query in told["sent"]] == [(2, ""), (1, "before")]
    assert told["shown"] == "rebels" and told["disabled"] == "true" and told["status"] == "7–7 / 7"
