"""Mine from corpora what they say of words and of strings in marks; writes two lists of the language Arabic.

    python tests/mine_marked.py GOLD CORPORA

``ar_words.csv``: the frequent words, with their kind (finite verb: both a masculine and a feminine or plural
form of it occur; person: often after a title or beside a word for son) and a class: words with the same
neighbours (positive pointwise mutual information with the 1,500 most frequent words left and right, 60
singular vectors, k-means). ``ar_marked.csv``: strings of up to four words that stand in marks in several
articles, and the words within, before and after short quotations, with how often each function was seen.
The functions are those that a model of the context alone (fitted on the coded training set, without the
strings) gives to all quotations of the corpora, as probabilities; a string that is repeated in an article
counts less each time.
"""

import sys
import zlib
from collections import Counter, defaultdict
from functools import partial
from multiprocessing import Pool
from pathlib import Path

import numpy as np
import pandas as pd
from fitting import CORPORA, context_model, instruments_of_fit, spans_and_setting
from scipy.sparse import csr_matrix
from scipy.sparse.linalg import svds
from sklearn.cluster import MiniBatchKMeans

from nabra.cues.features import features_of, words_around
from nabra.cues.knowledge import Word, bare, knowledge, marked_of, with_lists
from nabra.tables import FUNCTIONS
from nabra.text.language import load
from nabra.text.normalise import words

LANGUAGES = Path(__file__).resolve().parents[1] / "analysis" / "nabra" / "languages"
FOLDS = 5                 # a coded article is read with lists that were mined without its fold
LEAST = 60                # times that a word of the list occurs
CLASSES = 64
STRING_ARTICLES = 3       # articles in which a string of the list stands in marks
SIGHTINGS = {"before": 10, "after": 60, "word": 10}
LONGEST = 4               # words of a string
LETTERS = 30              # … and letters, so that no sentence is copied
SOURCE = "# Mined from half of ANT Corpus (2018), SaudiNewsNet (2015) and SANAD (Al-Khaleej): tests/mine_marked.py"
NOUN_BEFORE_NAME = ("بن", "بنت", "ابو")


def fold(doc_id):
    """The fold of an article, by its id alone."""
    return zlib.crc32(doc_id.encode()) % FOLDS


def texts(corpora):
    """(doc_id, text) of all articles."""
    for name in CORPORA:
        table = pd.read_parquet(Path(corpora) / f"{name}.parquet", columns=["doc_id", "text"])
        yield from table.itertuples(index=False, name=None)


def frequent_words(corpora, language="ar"):
    """The frequent words of the corpora: key -> Word."""
    pack, titles = load(language), knowledge(language).groups["titles"]
    lines = [[key for _, _, key in words(line)] for _, text in texts(corpora) for line in text.split("\n")]
    counts = Counter(key for line in lines for key in line)
    verbs, persons = finite_verbs(counts), _persons(lines, counts, titles)
    listed = [word for word, count in counts.most_common() if count >= LEAST]
    classes = _classes(lines, listed)
    return {
        word: Word(counts[word], str(number),
                   verbs.get(word, "person" if word in persons and not word.startswith(pack.article) else ""))
        for word, number in zip(listed, classes)
    }


def finite_verbs(counts):
    """Words that must be finite verbs, because their feminine, plural or other persons occur as well."""
    frequent = [word for word, count in counts.items() if len(word) >= 3 and count >= 5]
    past = {word for word in frequent if not word.startswith("ال") and counts[word + "ت"] >= 3
            and counts[word + "وا"] >= 2}
    found = dict.fromkeys({word + ending for word in past for ending in ("", "ت", "وا", "نا")}, "past verb")
    for word, count in counts.items():
        rest = word[1:]
        others = (counts[word + "ون"], counts[word + "وا"], counts["ن" + rest])
        if word[0] == "ي" and len(word) >= 4 and count >= 3 and counts["ت" + rest] >= 3 and max(others) >= 2:
            forms = [prefix + rest for prefix in ("ي", "ت", "ن", "ا", "سي", "ست", "سن")]
            forms += ["ي" + rest + "ون", "ي" + rest + "وا", "ت" + rest + "ون"]
            found |= dict.fromkeys(forms, "finite verb")
    return found


def _persons(lines, counts, titles):
    """Words that stand after a title or beside a word for son, daughter or father more than in passing."""
    near = Counter()
    for line in lines:
        for first, second in zip(line, line[1:]):
            if second in NOUN_BEFORE_NAME[:2]:
                near[first] += 1
            elif first in NOUN_BEFORE_NAME or first in titles:
                near[second] += 1
    return {word for word, count in near.items() if count >= 3 and count > 0.04 * counts[word]}


def _classes(lines, listed):
    """The class of each listed word: k-means over what stands left and right of it."""
    places, neighbours = {word: place for place, word in enumerate(listed)}, 1500
    pairs = Counter()
    for line in lines:
        found = [places.get(word, -1) for word in line]
        for first, second in zip(found, found[1:]):
            if first >= 0 and 0 <= second < neighbours:
                pairs[first, second] += 1
            if second >= 0 and 0 <= first < neighbours:
                pairs[second, neighbours + first] += 1
    rows, columns = np.array(list(pairs)).T
    values = np.array(list(pairs.values()), float)
    expected = np.bincount(columns, values, 2 * neighbours) ** 0.75
    expected /= expected.sum()
    information = np.log(values / (np.bincount(rows, values, len(listed))[rows] * expected[columns]))
    table = csr_matrix((np.maximum(0, information), (rows, columns)), shape=(len(listed), 2 * neighbours))
    left, size, _ = svds(table, k=60, random_state=0)
    vectors = left * np.sqrt(size)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
    return MiniBatchKMeans(CLASSES, n_init=3, random_state=0, batch_size=4096).fit(vectors).labels_


def sightings(corpora, known, model, processes=2):
    """What the context says of all short quotations, and how often strings occur; by fold.

    Returns
    -------
    seen : list of dict
        One per fold: (kind, text) -> array of FUNCTIONS' length.
    marked, without, articles : list of Counter
        Per fold and string: times in marks, times in all, articles with it in marks.
    """
    jobs = list(texts(corpora))
    seen = [defaultdict(lambda: np.zeros(len(FUNCTIONS))) for _ in range(FOLDS)]
    marked, articles, everywhere = ([Counter() for _ in range(FOLDS)] for _ in range(3))
    with Pool(processes) as pool:
        batches = [jobs[at:at + 200] for at in range(0, len(jobs), 200)]
        for part in pool.imap(partial(_read, known=known, model=model), batches):
            for number, keys, string, probabilities, repeats in part:
                for key in keys:
                    seen[number][key] += probabilities / repeats
                seen[number]["all", ""] += probabilities
                if string:
                    marked[number][string] += 1
                    articles[number][string] += repeats == 1
    strings = {string for counts in marked for string in counts}
    longest = defaultdict(int)
    for string in strings:
        parts = string.split(" ")
        longest[parts[0]] = max(longest[parts[0]], len(parts))
    for doc_id, text in jobs:
        keys, counts = [key for _, _, key in words(text)], everywhere[fold(doc_id)]
        for place, word in enumerate(keys):
            for length in range(1, longest.get(word, 0) + 1):
                string = " ".join(keys[place:place + length])
                if string in strings:
                    counts[string] += 1
    return seen, marked, everywhere, articles


def _read(jobs, known, model):
    """The short quotations of some articles: (fold, keys of the lists, string, probabilities, repetition)."""
    tools, rows, found = instruments_of_fit(), [], []
    for doc_id, text in jobs:
        _, here = spans_and_setting(text, tools, known)
        repeats = Counter()
        for (inside, before, after), one in zip(words_around(here), features_of(here)):
            if not inside:
                continue
            string = " ".join(inside)
            repeats[string] += 1
            keys = [("string", string), ("before", before), ("after", after)]
            keys += [("word", bare(word, known)) for word in inside]
            listed = string if len(inside) <= LONGEST and len(string) <= LETTERS else ""
            rows.append((fold(doc_id), [key for key in keys if key[1]], listed, repeats[string]))
            found.append(one)
    return [(number, keys, string, chance, repeat)
            for (number, keys, string, repeat), chance in zip(rows, model.chances(found))] if rows else []


def lists(mined, without=None):
    """The lists from all folds or all but one: (kind, text) -> sightings, string -> (in marks, without)."""
    seen, marked, everywhere, articles = mined
    folds = [number for number in range(FOLDS) if number != without]
    total = sum((marked[number] for number in folds), Counter())
    anywhere = sum((everywhere[number] for number in folds), Counter())
    spread = sum((articles[number] for number in folds), Counter())
    least = 1 if without is None else 1 - 1 / FOLDS    # fewer folds, fewer sightings
    sums = defaultdict(lambda: np.zeros(len(FUNCTIONS)))
    for number in folds:
        for key, one in seen[number].items():
            sums[key] += one

    def often(kind, text, one):
        if kind == "string":
            return spread[text] >= STRING_ARTICLES * least
        return kind == "all" or one.sum() >= SIGHTINGS[kind] * least

    kept = {key: one for key, one in sums.items() if often(*key, one)}
    strings = [text for kind, text in kept if kind == "string"]
    counts = {text: (total[text], max(0, anywhere[text] - total[text])) for text in strings}
    return kept, counts


def marked_without(mined, number):
    """The Marked that an article of fold ``number`` is read with when the model is fitted."""
    return marked_of(*lists(mined, number))


def write_words(listed):
    """Write ``ar_words.csv``."""
    rows = [f"{word},{one.count},{one.cluster},{one.kind}" for word, one in listed.items()]
    _write("ar_words.csv", "word,count,class,kind", rows)


def write_marked(mined):
    """Write ``ar_marked.csv``: the most frequent first, by kind."""
    kept, counts = lists(mined)
    order = sorted(kept, key=lambda key: (key[0], -kept[key].sum(), key[1]))
    rows = []
    for kind, text in order:
        marked, without = counts.get(text, (0, 0)) if kind == "string" else (0, 0)
        numbers = ",".join(f"{one:.1f}".removesuffix(".0") for one in kept[kind, text])
        rows.append(f"{kind},{text},{numbers},{marked},{without}")
    _write("ar_marked.csv", "kind,text," + ",".join(FUNCTIONS) + ",marked,unmarked", rows)


def _write(name, header, rows):
    (LANGUAGES / name).write_text("\n".join([SOURCE, header, *rows]) + "\n", encoding="utf-8")
    print(f"written: {name}, {len(rows)} rows")


def mine(gold, corpora):
    """Everything: the frequent words and the sightings, by fold."""
    listed = frequent_words(corpora)
    known = with_lists(knowledge("ar"), listed, marked_of({}, {}))
    return known, sightings(corpora, known, context_model(gold, corpora, known))


def main(gold, corpora):
    known, mined = mine(gold, corpora)
    write_words(known.words)
    write_marked(mined)


if __name__ == "__main__":
    main(*sys.argv[1:])
