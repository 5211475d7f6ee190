"""Pages in a real browser: nothing that articles hold runs, tables are sorted by keyboard and mouse, links open lines."""

import json
import re
from dataclasses import replace
from html import unescape

import pandas as pd
import pytest
from chromium import chromium, dom
from test_concordance import invented
from test_report import MANIFEST, tables_of

from nabra.show import describe_page
from nabra.show.article import article
from nabra.show.charts import forest, voices
from nabra.show.concordance import lines
from nabra.show.figures import svg_bytes
from nabra.show.report import render
from nabra.tables import frame
from nabra.text.described import described
from nabra.text.grouping import group
from nabra.text.repeated import repeated_lines

MOVED = "document.title='moved'"
ACTS = (
    f"<script>{MOVED}</script>", f'<img src=x onerror="{MOVED}">', f'<svg onload="{MOVED}">', f"</title><script>{MOVED}</script>",
    f'" autofocus onfocus="{MOVED}" x="', f"<iframe srcdoc='<script>parent.{MOVED}</script>'></iframe>",
    f"</style></textarea></script><script>{MOVED}</script>", f'<a href="javascript:{MOVED}">x</a>', f"javascript:{MOVED}",
    "\u202eevil\u2066", "=cmd()", "x" * 10_000,
)


@pytest.fixture(scope="module", autouse=True)
def browser():
    chromium()


@pytest.fixture(scope="module")
def cues():
    """An article for each act, with it in every field that others write; and the harmless ones."""
    articles = [(f"h{place}{act[:60]}", act[:200], "en", act, f"{act} the rebels {act}", act, act[:10])
                for place, act in enumerate(ACTS)]
    places = [(row[0], "text", "rebels", 0, "rebels", "reported", "undetermined", "label", act)
              for row, act in zip(articles, ACTS, strict=True)]
    acted, calm = invented(articles, places), invented()
    joined = {name: pd.concat([getattr(acted, name), getattr(calm, name)], ignore_index=True)
              for name in ("documents", "mentions")}
    labels = calm.labels.assign(variant_ar=ACTS[0], variant_en=ACTS[1])
    return replace(calm, **joined, labels=labels, codebook_name=ACTS[3])


@pytest.fixture(scope="module")
def report(cues):
    return render(cues, tables_of(cues), MANIFEST | {"notes": list(ACTS)})


def description():
    """The page of nabra describe: an outlet for each act, which stands as a line in six of its articles and so repeats."""
    articles = frame("documents", [
        {"doc_id": f"r{place}-{day}", "outlet": act[:200], "title": act, "author": act, "date": "2018-01-01",
         "language": "en", "text": f"{act[:100]}\nThe rebels left town {place} on day {day} and came back on day {day + 1}."}
        for place, act in enumerate(ACTS) for day in range(6)])
    return describe_page.render(described(articles, group(articles)), repeated_lines(articles), ACTS)


def drawn(measures):
    """Charts in a page, as they are written to files."""
    made = forest(measures["shares"]), voices(measures["voice_shares"].query("variant == 'rebels'"))
    return "<!DOCTYPE html><title>calm</title>" + "".join(svg_bytes(chart, ACTS[0]).decode("utf-8") for chart in made)


def title(found):
    return re.search("<title>(.*?)</title>", found, re.S).group(1)


def loud(html):
    """The page without its own rule: what would run if the rule were all that held it."""
    return re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", html)


@pytest.mark.parametrize("kind", ["lines", "article", "report", "description", "charts"])
def test_nothing_that_articles_hold_runs(cues, report, kind, tmp_path):
    pages = {"lines": lambda: lines(cues).to_html(), "report": lambda: report,
             "article": lambda: "".join(article(cues, name).to_html() for name in cues.documents["doc_id"][:10]),
             "description": description, "charts": lambda: drawn(tables_of(cues))}
    html = pages[kind]()
    found = dom(loud(html), tmp_path)
    assert unescape(title(found)) == unescape(title(html)) != "moved"
    assert "moved" in found and not re.search("<(img|iframe|svg onload)", found)      # it is there, as text


def test_the_test_itself_would_see_it(tmp_path):
    page = f"<!DOCTYPE html><title>calm</title><body>{ACTS[1]}</body>"
    assert title(dom(page, tmp_path)) == "moved"


def scripted(html, script):
    """The page with a script of the test's at its end; what it calls ``told`` is written into the page."""
    return loud(html).replace("</body>", f"""<script>const told = {{}};{script}
document.body.append(JSON.stringify(told) + "END");</script></body>""")


def told(found):
    return json.loads(re.search(r'(\{"[^{]*\})END', found).group(1))


def test_columns_are_sorted_within_their_groups_and_say_how(report, tmp_path):
    found = told(dom(scripted(report, """
const table = document.querySelector("[aria-labelledby^=concept-0-shares]"), head = table.tHead.rows[0].cells[3];
const counts = () => [...table.tBodies].map((body) => [...body.rows].slice(1).map((row) => row.cells[3].innerText.trim()));
told.first = counts();
head.querySelector("button").click(); told.up = counts(); told.aria = head.getAttribute("aria-sort");
head.querySelector("button").click(); told.down = counts(); told.other = head.getAttribute("aria-sort");
head.querySelector("button").click(); told.again = counts(); told.none = head.getAttribute("aria-sort");
told.groups = [...table.tBodies].every((body) => body.rows[0].classList.contains("group"));
"""), tmp_path))
    numbers = [[int(count) for count in group if count != "–"] for group in found["up"]]
    assert numbers == [sorted(group) for group in numbers] and len(set(numbers[0])) > 1
    assert [[int(count) for count in group if count != "–"] for group in found["down"]] == [
        sorted(group, reverse=True) for group in numbers]
    assert found["first"] == found["again"] and found["groups"]
    assert (found["aria"], found["other"], found["none"]) == ("ascending", "descending", None)


def test_a_jump_ends_below_the_navigation(report, tmp_path):
    found = told(dom(scripted(report, """
const nav = document.querySelector("nav"), goal = document.querySelector("#concept-0-h");
nav.style.position = "sticky"; nav.style.height = "300px"; dispatchEvent(new Event("resize")); goal.scrollIntoView();
told.nav = nav.getBoundingClientRect().bottom; told.goal = goal.getBoundingClientRect().top; told.moved = scrollY;
"""), tmp_path))
    assert found["moved"] > 0 and found["nav"] <= found["goal"] <= found["nav"] + 40


def test_a_number_opens_its_lines_and_takes_the_reader_there(report, tmp_path):
    found = told(dom(scripted(report, """
const link = document.querySelector("td a[href^='#l']"), goal = document.getElementById(link.hash.slice(1));
told.before = goal.open; location.hash = link.hash;
dispatchEvent(new HashChangeEvent("hashchange"));
told.after = goal.open; told.focus = document.activeElement === goal.querySelector("summary");
told.outer = goal.parentElement.closest("details").open;
"""), tmp_path))
    assert found == {"before": False, "after": True, "focus": True, "outer": True}


@pytest.mark.parametrize("ui, direction, word", [("ar", "rtl", "الحصة"), ("en", "ltr", "share")])
def test_the_page_speaks_one_language_at_a_time(report, tmp_path, ui, direction, word):
    found = told(dom(scripted(report, """
told.dir = document.documentElement.dir; told.lang = document.documentElement.lang;
told.head = document.querySelector("[aria-labelledby^=concept-0-shares] thead").innerText;
"""), tmp_path, query=f"?ui={ui}"))
    assert (found["dir"], found["lang"]) == (direction, ui) and word in found["head"].lower()
    assert len(re.findall("[ء-ي]", found["head"])) > 5 or ui == "en"
    assert not re.search("[ء-ي]", found["head"]) or ui == "ar"


def test_keys_reach_every_control(report, tmp_path):
    found = told(dom(scripted(report, """
const some = [...document.querySelectorAll("a,button,summary,[tabindex]")];
told.bad = some.filter((node) => node.tabIndex < 0).length; told.buttons = document.querySelectorAll("th button").length;
told.named = [...document.querySelectorAll("nav,#ui,section")].every((node) => node.id || node.ariaLabel);
const box = [...document.querySelectorAll(".wide")].filter((node) => node.scrollWidth > node.clientWidth);
told.reachable = box.every((node) => node.tabIndex === 0);
"""), tmp_path))
    assert found["bad"] == 0 and found["buttons"] > 8 and found["named"] and found["reachable"]
