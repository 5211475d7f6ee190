"""The page of nabra events: numbers that open into their sentences, hostile text, corrected shares, no events."""

import re
from html.parser import HTMLParser

import pandas as pd
import pytest

import nabra
from nabra.show.events_page import render
from nabra.tables import frame

FEW = {"replicates": 20, "permutations": 20}
HOSTILE = "<script>alert(1)</script>"


@pytest.fixture(scope="module")
def made():
    """Two invented outlets, one with a hostile name, that tell of the same deeds in two ways; measured."""
    texts = {"north": "Soldiers killed 12 Syrian rebels in the valley. Rebels shelled the town.",
             HOSTILE: f"Twelve Syrian rebels were killed in the valley {HOSTILE}. The town was shelled."}
    rows = [{"doc_id": f"{outlet}-{number}", "outlet": outlet, "language": "en", "title": f"{HOSTILE} rebels killed",
             "text": f"{text} Report {number}.", "date": None, "url": "javascript:alert(1)"}
            for outlet, text in texts.items() for number in range(30)]
    cues = nabra.measure(frame("documents", pd.DataFrame(rows)), nabra.codebook("syria"), progress=False)
    found = nabra.events(cues)
    return cues, found, nabra.agent_named(cues, found, **FEW)


class Page(HTMLParser):
    """The ids, links and tags of a page."""

    def __init__(self, text):
        super().__init__()
        self.ids, self.links, self.tags = [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.tags.append(tag)
        self.ids += [attrs["id"]] if "id" in attrs else []
        self.links += [attrs["href"]] if tag == "a" else []


def test_every_number_opens_its_sentences(made):
    cues, found, table = made
    text = render(cues, found, table, nabra.headline_difference(cues, found))
    page = Page(text)
    assert len(page.ids) == len(set(page.ids))
    assert all(link.startswith("#") and link[1:] in page.ids for link in page.links), "no address that is not http stands"
    for row in table[table["count"] > 0].to_dict("records"):
        opened = nabra.lines(cues, events=found, row=row)
        assert opened.total == row["count"] and f">{row['count']}</bdi></a>" in text
    assert 'id="headlines"' in text and "Headlines against texts" in text
    assert 'killed</bdi>' in text and "active, doer named" in text and "agentless, doer not named" in text


def test_all_victims_together_have_a_section_of_their_own(made):
    cues, found, table = made
    every = nabra.agent_named(cues, found, victim="(any victim)", **FEW)
    text = render(cues, found, pd.concat([every, table], ignore_index=True), nabra.headline_difference(cues, found))
    assert every["exposure"].sum() == len(found) and "أي ضحية" in text and len(set(Page(text).ids)) == len(Page(text).ids)
    for row in every[every["count"] > 0].to_dict("records"):
        assert nabra.lines(cues, events=found, row=row).total == row["count"] and f">{row['count']}</bdi></a>" in text


def test_hostile_text_stays_text(made):
    text = render(*made, nabra.headline_difference(*made[:2]))
    assert HOSTILE not in text and "javascript:" not in text and Page(text).tags.count("script") == 1
    assert "default-src &#39;none&#39;" in text and "&lt;script&gt;" in text


def test_the_page_holds_few_lines(made):
    cues, found, table = made
    few, more = (len(re.findall(r'<tr><td><span class="before">', render(cues, found, table, nabra.headline_difference(cues, found), per_page=number))) for number in (1, 200))
    groups = found.assign(outlet=found["doc_id"].str.rsplit("-", n=1).str[0]).groupby(
        [found["victim"].fillna(""), "outlet", "agent_named"]).ngroups
    assert few == groups < more <= 200


def test_corrected_shares_stand_on_it(made):
    cues, found, table = made
    assert 'id="corrected"' not in render(cues, found, table, nabra.headline_difference(cues, found))
    key = nabra.coding_sample(cues, 20, "doer", events=found)
    coded = pd.DataFrame({"mention": "yes", "doer": key["predicted"].to_numpy()}, index=pd.Index(key["line_id"]), dtype="string")
    text = render(cues, found, table, nabra.headline_difference(cues, found), nabra.corrected(cues, key, coded, "doer", events=found))
    assert 'id="corrected"' in text and "any victim" in text and "Checked against events that people coded" in text
    key = nabra.coding_sample(cues, 20, "construction", events=found, concept="armed-groups")
    coded = pd.DataFrame({"mention": "yes", "construction": key["predicted"].to_numpy()}, index=pd.Index(key["line_id"]), dtype="string")
    text = render(cues, found, table, nabra.headline_difference(cues, found), nabra.corrected(cues, key, coded, "construction", events=found))
    assert "any victim" not in text and "مجهول بلا فاعل" in text


def test_without_events_it_says_so(made):
    cues, _, _ = made
    none = nabra.events(cues).iloc[:0]
    text = render(cues, none, nabra.agent_named(cues, none, **FEW), nabra.headline_difference(cues, none))
    assert "No word of violence was found" in text and "<figure" not in text and 'id="headlines"' not in text
