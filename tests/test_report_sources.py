"""The report's sections on sources, verbs, devices and carried-over speech: numbers, links, hostile names."""

import re
from dataclasses import replace

import pytest
from test_concordance import HOSTILE, invented
from test_report import FEW, MANIFEST, tables_of

from nabra.measures.devices import devices
from nabra.measures.sensitivity import sensitivity
from nabra.measures.sources import cue_classes, sources
from nabra.show.report import render
from nabra.show.report_sources import device_section, sensitivity_section, source_section
from nabra.tables import frame

TEXT = "زعم الوزير أن الثوار فروا. وقال شهود إن ما يسمى الثوار عادوا. وأكد مصدر أن الثوار هنا."


@pytest.fixture(scope="module")
def cues():
    texts = (("a1", "ساعة", TEXT), ("a2", "يوم", TEXT.replace("زعم", "قال")))
    made = invented(
        [(doc, outlet, "ar", "بيان", text, None, "2020-01-01") for doc, outlet, text in texts],
        [(doc, "text", "الثوار", 1, "rebels", "narrator", "outlet", "none", None) for doc, _, _ in texts])
    place = TEXT.index("شهود") - 5
    rows = [
        {"doc_id": doc, "part": "text", "start": 14, "end": 25, "cue": cue, "cue_class": group,
         "kind": "indirect", "carried": False, "source_kind": kind, "cue_start": at, "cue_end": at + 3}
        for doc, group in zip(made.documents["doc_id"], ("distancing", "neutral"))
        for cue, at, kind in (("زعم", 0, "official"), ("قال", place, "witness"))
    ]
    mentions = made.mentions.copy()
    mentions.loc[mentions.index[0], "device"] = "so-called"
    return replace(made, attributions=frame("attributions", rows), mentions=mentions)


@pytest.fixture(scope="module")
def tables(cues):
    return tables_of(cues) | {
        "sources": sources(cues, **FEW), "source_words": sources(cues, of="quoted words", **FEW),
        "cue_classes": cue_classes(cues, **FEW), "devices": devices(cues, **FEW),
        "sensitivity": sensitivity(cues, **FEW)}


def test_every_count_opens_lines_around_its_reporting_word(cues, tables):
    page = render(cues, tables, MANIFEST)
    start = page.index('<section id="sources">')
    section = page[start:page.index("</section>", start)]
    linked = set(re.findall(r'href="#(s\d+)"', section))
    assert linked and linked <= set(re.findall(r'id="(s\d+)"', section))
    shown = source_section(cues, tables)
    kinds = {group["name"] for group in shown["kinds"]}
    assert kinds == {"official", "witness"}        # what stands nowhere takes no room
    for (outlet, group, value), cell in shown["lines"]:
        column = "source_kind" if group == "kind" else "cue_class"
        table = tables["sources"] if group == "kind" else tables["cue_classes"]
        rows = table[(table["outlet"] == outlet) & (table["variant"] == value)]
        assert cell.total == int(rows["count"].iloc[0]), (outlet, column, value)
    assert ">زعم<" in section


def test_devices_and_their_lines(cues, tables):
    shown = device_section(cues, tables["devices"])
    assert [row["device"] for row in shown["rows"]] == ["so-called"] and shown["rows"][0]["id"] == "d0"
    assert [cell.total for _, cell in shown["lines"]] == [1]
    assert device_section(cues, None) is None


def test_sensitivity_names_only_what_changes(cues, tables):
    assert sensitivity_section(tables["sensitivity"])["rows"] == []
    carried = cues.mentions.assign(voice="reported", wording="undetermined", basis="cue")
    carried.loc[carried.index[:1], "basis"] = "carried"
    shown = sensitivity_section(sensitivity(replace(cues, mentions=carried), **FEW))
    assert 0 < len(shown["rows"]) == shown["changed"] <= shown["of"]
    assert all(row["with"] != row["without"] for row in shown["rows"])


def test_hostile_outlets_stay_text(cues, tables):
    made = replace(cues, documents=cues.documents.assign(outlet=HOSTILE))
    tables = {"sources": sources(made, **FEW), "cue_classes": cue_classes(made, **FEW),
              "devices": devices(made, **FEW)}
    page = render(made, tables_of(made) | tables, MANIFEST)
    body = page[:page.rindex("<script>")]
    assert "<script" not in body and "<img" not in body and "onerror=" not in re.sub(r"&lt;.*?&gt;", "", body)
