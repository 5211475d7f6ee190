"""The live lines of hostile articles in a JupyterLab: leafed through, sorted and filtered as a reader does it.

What stands in the page is held against what the same query gives in Python.
"""

import json
import re
import time

import nabra
from nabra.show.browser import EMPTY, viewed
from nabra.show.lines_html import is_rtl

SIZE, PATIENCE = 4, 60     # lines a page; seconds that an answer may take
OUTLETS = ("<img src=x onerror='window.hacked = 1'>", "جريدة <b onmouseover='window.hacked = 1'>الغد</b>")

FOUND = """(() => {
  const box = window.panel.node.querySelector('.nabra-browse');
  return Boolean(box && box.querySelector('table'));
})()"""

# What a reader sees: each block's direction, its lines as text, and how its cells and letters follow one another.
SEEN = """(() => {
  const box = window.panel.node.querySelector('.nabra-browse');
  const left = (node) => node.getBoundingClientRect().left;
  const letter = (node, place) => {
    const range = document.createRange();
    range.setStart(node, place);
    range.setEnd(node, place + 1);
    return range.getBoundingClientRect();
  };
  const reads = (cell) => {
    const node = cell.querySelector('bdi').firstChild?.firstChild ?? cell.querySelector('bdi').firstChild;
    if (!node || node.nodeType !== 3 || !/^[\\u0621-\\u064a]{3}/.test(node.data)) return 0;
    const [one, other] = [letter(node, 0), letter(node, 2)];
    return one.top === other.top ? Math.sign(other.left - one.left) : 0;
  };
  const block = (table) => ({
    direction: getComputedStyle(table).direction,
    lines: [...table.tBodies[0].rows].map((row) => [...row.cells].slice(0, 3).map((cell) => cell.textContent)),
    cells: [...table.tBodies[0].rows].map((row) => [...row.cells].map(left)),
    arabic: [...table.tBodies[0].rows].flatMap((row) => [...row.cells].slice(0, 3).map(reads)),
    sorted: table.querySelector('[aria-sort]')?.className ?? '',
  });
  const nodes = [...box.querySelectorAll('*')];
  return {
    status: box.querySelector('[role=status]').textContent,
    page: box.querySelector('input[type=number]').value,
    blocks: [...box.querySelectorAll('table')].map(block),
    foreign: nodes.map((node) => node.localName).filter((name) => ['img', 'svg', 'script', 'b', 'iframe'].includes(name)),
    handlers: nodes.flatMap((node) => [...node.attributes].map((one) => one.name)).filter((name) => name.startsWith('on')),
    links: [...box.querySelectorAll('a')].map((node) => node.href),
    text: box.textContent,
  };
})()"""

CHOOSE = """((name, value) => {
  const box = window.panel.node.querySelector('.nabra-browse');
  const node = [...box.querySelectorAll('label')].find((one) => one.textContent.startsWith(name)).lastChild;
  node.value = value;
  node.dispatchEvent(new Event('change'));
  return node.value;
})"""
FOCUSED = """(start => {
  const box = window.panel.node.querySelector('.nabra-browse');
  const named = [...box.querySelectorAll('button, label')].find((one) => one.textContent.startsWith(start));
  const node = named.localName === 'label' ? named.lastChild : named;
  node.scrollIntoView();
  node.focus();
  return document.activeElement === node;
})"""
TOP = "window.panel.node.querySelector('.nabra-browse').scrollIntoView({block: 'start'})"
CELLS = "window.panel.content.widgets.length"


def browsed(page, top):
    """Use the live lines of an open notebook; gives what is wrong with them, in sentences."""
    lines = nabra.lines(nabra.measure(nabra.read(top / "build" / "hostile.csv", quiet=True), nabra.codebook("syria")),
                        concept="armed-groups")
    if {is_rtl(row) for row in lines.records()} != {True, False}:
        return ["the hostile articles have no lines in both directions"]
    page.until(FOUND, PATIENCE)
    cells = page.evaluate(CELLS)
    for query, when, act in steps(page):
        found = [f"{when}: it cannot be done"] * (not act()) + differs(page, lines, query, when)
        if found:
            return found
    page.evaluate(TOP)
    return ["keys that the reader pressed in the lines reached the notebook"] * (page.evaluate(CELLS) != cells)


def steps(page):
    """What a reader does, one thing after another: the query it asks, its name, how it is done."""
    def pressed(start, *keys):
        return page.evaluate(f"{FOCUSED}({json.dumps(start)})") and all(page.press(key) for key in keys)

    def chosen(label, value):
        return page.evaluate(f"{CHOOSE}({json.dumps(label)}, {json.dumps(value)})") == value

    query = {"size": SIZE}
    yield query, "opened", lambda: True
    yield query | {"page": 2}, "page 2 by Enter", lambda: pressed("next", "Enter")
    yield query | {"page": 3}, "page 3 by the space bar", lambda: pressed("next", " ")
    query["sort"] = "before"
    yield query, "sorted by an arrow key", lambda: pressed("Sort", "ArrowDown")
    for label, name, value in (("Sort", "sort", "after"), ("Voice", "voice", "quoted"), ("Outlet", "outlet", OUTLETS[1]),
                               ("Voice", "voice", "")):
        query[name] = value
        yield query, f"{name} {value!r}", lambda label=label, value=value: chosen(label, value)
    yield query | {"voice": "narrator"}, "a voice by its first letter", lambda: pressed("Voice", "n")


def differs(page, lines, query, when):
    """Wait until the page shows what Python says of the query; gives what is wrong once it had its time."""
    asked = EMPTY | query
    some = lines.only(**{name: asked[name] or None for name in ("outlet", "voice", "marks", "since", "until", "sort")})
    wanted = viewed(some, asked["page"], asked["size"], asked["sort"])
    shown = [[line_of(line) for line in block["lines"]] for block in wanted["blocks"]]
    end = time.monotonic() + PATIENCE
    while (seen := page.evaluate(SEEN)) and found_in(seen) != [wanted["status"], shown] and time.monotonic() < end:
        time.sleep(0.2)
    if found_in(seen) != [wanted["status"], shown]:
        return [f"{when}: {found_in(seen)} where Python says {[wanted['status'], shown]}"]
    return [f"{when}: {one}" for one in wrong(seen, wanted)]


def found_in(seen):
    """What tells one page of lines from another."""
    return [seen["status"], [block["lines"] for block in seen["blocks"]]]


def line_of(line):
    """The texts of a line's first three cells."""
    return ["".join(run[0] for run in line["before"]), line["key"], "".join(run[0] for run in line["after"])]


def wrong(seen, wanted):
    """What is wrong with a page that is seen (`SEEN`), given the view it shows."""
    found = []
    for block, asked in zip(seen["blocks"], wanted["blocks"], strict=True):
        turn = -1 if asked["direction"] == "rtl" else 1
        if block["direction"] != asked["direction"]:
            found.append(f"a table runs {block['direction']} and holds {asked['language']}")
        if any(turn * (after - before) <= 0 for row in block["cells"] for before, after in zip(row, row[1:])):
            found.append(f"before, key, after and source stand in another order in a table that runs {asked['direction']}")
        if 1 in block["arabic"]:
            found.append("Arabic letters run from left to right")
        if asked["language"] == "ar" and -1 not in block["arabic"]:
            found.append("no Arabic word was seen to run from right to left")
        if block["sorted"] != (asked["sorted"] or ""):
            found.append(f"the heading says '{block['sorted']}' of the order, which is '{asked['sorted']}'")
    for what in ("foreign", "handlers", "links"):
        if seen[what]:
            found.append(f"{what} of an article in the page: {seen[what]}")
    if re.search("[\u202a-\u202e\u2066-\u2069]", seen["text"]):
        found.append("controls that reorder text reached the page")
    return found
