"""Draws Arabic words of violence to be coded, one an article, none from an article of a set in tests/events.

    python tests/draw_events.py SHARED SEED OUT.csv ant=120 saudinewsnet=90 khaleej=50 [--politics]

Writes corpus, doc_id, start and end with two empty columns, construction and agent_named, to be filled by reading.

The sets from the sixth on have the seeds 611, 612, 613 and 614, 615 to 619; articles of sets drawn before are left out, and
the eleventh is of words that the rules took for events. A sentence that an earlier set holds in another copy is dropped.
The fourteenth has the seed 715; the fifteenth (726), the sixteenth (711 to 714, 721 to 725) and the seventeenth (727, 728)
are of words that the rules took for events in political articles. They tell where the doer's words stand, too (doer_start,
doer_end), and were dealt out in one order of articles: the same seeds here give others.

The three sets of headlines (seeds 801, 802, 803) were drawn in the same way from titles, each title once: the first from all
articles, the others from political ones of ANT, the second of words that the rules took for events. killings_of_palestinians.csv
is no sample: all events of that kind that figures/breach/arabic.py found, with what a reader said of each.
"""

import random
import sys
from pathlib import Path

import pandas as pd

from nabra.cues.event_words import lexicon
from nabra.text.normalise import words

CODED = Path(__file__).resolve().parent / "events"
POLITICS = ("internationalNews", "middleEast")


def articles(file, politics):
    """doc_id -> text; of the political sections alone where the corpus tells its sections and that is asked."""
    table = pd.read_parquet(file, columns=["doc_id", "text", "section"])
    if politics and table["section"].isin(POLITICS).any():
        table = table[table["section"].isin(POLITICS)]
    return table.set_index("doc_id")["text"].dropna()


def one_word(text, random):
    """Start and end of a word of violence in the text, at random; None where it has none."""
    found = [(start, end) for start, end, key in words(text) if key in lexicon("ar").words]
    return random.choice(found) if found else None


def draw(shared, seed, wanted, politics=False):
    """Rows (corpus, doc_id, start, end) of ``wanted``: corpus -> number."""
    used = {one for file in CODED.glob("arabic_*.csv") for one in pd.read_csv(file, dtype=str)["doc_id"]}
    dice = random.Random(seed)
    for corpus, number in wanted.items():
        texts = articles(Path(shared) / "corpora" / f"{corpus}.parquet", politics)
        left = sorted(set(texts.index) - used)
        dice.shuffle(left)
        places = ((one, one_word(texts[one], dice)) for one in left)
        taken = [(corpus, one, *place) for one, place in places if place]
        yield from sorted(taken[:number])


def main(shared, seed, out, *wanted):
    """Writes the words drawn to ``out``."""
    numbers = {corpus: int(number) for corpus, number in (one.split("=") for one in wanted if "=" in one)}
    rows = pd.DataFrame(draw(shared, int(seed), numbers, "--politics" in wanted), columns=["corpus", "doc_id", "start", "end"])
    rows.assign(construction="", agent_named="").to_csv(out, index=False)


if __name__ == "__main__":
    main(*sys.argv[1:])
