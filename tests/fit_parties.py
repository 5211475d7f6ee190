"""Fit the weights of ``cues/parties.py`` on the Globe's and the Star's sentences and write them as tables.

    python tests/fit_parties.py BREACH [--write | --cv | --ceiling]

BREACH holds ``globe_sentences.csv``, ``star_sentences.csv``, ``post_sentences.csv`` (docs/agency.md). Prints
figures in cross-validation by article on the first two, then on the Post, whose sentences are in no fit; with
``--write`` writes ``languages/events/victim_weights.csv`` and ``responsible_weights.csv``, ``--cv`` leaves the Post
out. ``--ceiling`` asks what the same model would give if the Post's other articles were fitted on, too, and how far people's
own labels agree: nothing is chosen or written by it.
"""

import sys
from collections import Counter
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, f1_score
from sklearn.model_selection import GroupKFold

from nabra.cues.parties import CODES, features

HOME = Path(__file__).resolve().parent.parent / "analysis" / "nabra" / "languages" / "events"
STRENGTH = 0.05      # sklearn's C; chosen in cross-validation on the Globe and the Star
EVENED = 0.7         # 0: sentences weigh alike, 1: codes do
RARE = 4             # a feature stands in so many sentences at least
SMALL = 0.02         # weights below are left out of the tables


def sentences(folder):
    """All sentences with their outlet, and their neighbours among those chosen from the same article."""
    parts = [pd.read_csv(Path(folder) / f"{outlet}_sentences.csv").assign(outlet=outlet)
             for outlet in ("globe", "star", "post")]
    table = pd.concat(parts, ignore_index=True)
    by_article = table.groupby(["outlet", "url"])["sentence"]
    table = table.assign(before=by_article.shift(1), after=by_article.shift(-1))
    table["days"] = (pd.to_datetime(table["date"], format="mixed").dt.normalize() - pd.Timestamp("2023-10-07")).dt.days
    return table


def found_in(table):
    """The features of each sentence."""
    rows = table[["sentence", "title", "before", "after", "days"]].astype(object)
    rows = rows.where(rows.notna(), None)
    return [features(row.sentence, row.title, row.before, row.after, row.days) for row in rows.itertuples()]


def fit(found, codes):
    """The features' names and the fitted model."""
    reader = DictVectorizer()
    matrix = reader.fit_transform(found)
    held = np.asarray((matrix != 0).sum(axis=0)).ravel() >= RARE
    share = {code: count / len(codes) for code, count in Counter(codes).items()}
    weight = np.array([(1 / (len(share) * share[code])) ** EVENED for code in codes])
    model = LogisticRegression(C=STRENGTH, max_iter=2000, tol=1e-3).fit(matrix[:, held], codes, sample_weight=weight)
    return reader, held, model


def guessed(fitted, found):
    reader, held, model = fitted
    return model.predict(reader.transform(found)[:, held])


def across(found, codes, urls, places, always=(), parts=5):
    """The answers at ``places`` of models fitted on ``always`` and the other articles of ``places``."""
    answers = np.empty(len(found), dtype=object)
    for train, test in GroupKFold(parts).split(places, groups=urls[places]):
        model = fit_at(found, codes, [*always, *places[train]])
        answers[places[test]] = guessed(model, [found[place] for place in places[test]])
    return answers[places]


def fit_at(found, codes, places):
    return fit([found[place] for place in places], codes[places])


def figures(name, codes, answers):
    print(f"{name} ({len(codes)}): accuracy {accuracy_score(codes, answers):.3f}, "
          f"macro F1 {f1_score(codes, answers, average='macro'):.3f}; "
          + ", ".join(f"{code} {f1_score(codes == code, answers == code):.2f}" for code in sorted(set(codes))))


def of_themselves(table, column):
    """How often people's labels of one sentence agree that stands word for word in the Post and in another paper.

    Returns the number of such sentences, the share whose two labels are the same, and how often each label would be right
    if both erred independently, equally often, and towards each wrong code alike (nobody knows whether they do): the
    share of right ones p is the larger root of agreement = p**2 + (1 - p)**2 / (codes - 1).
    """
    coded = table[table[column].notna()]
    of_post = coded["outlet"] == "post"
    post, others = (coded[own].drop_duplicates("sentence")[["sentence", column]] for own in (of_post, ~of_post))
    both = post.merge(others, on="sentence", suffixes=("", "_other"))
    agreement, wrong = (both[column] == both[f"{column}_other"]).mean(), len(CODES[column]) - 1
    return len(both), agreement, max(np.roots([1 + 1 / wrong, -2 / wrong, 1 / wrong - agreement]).real)


def rows_of(fitted, column):
    """The weights as lines of a table: the code ``Neither`` is taken from the others, so that it is 0."""
    reader, held, model = fitted
    order = [list(model.classes_).index(code) for code in CODES[column]]
    names = np.array(reader.feature_names_, dtype=object)[held]
    matrix = np.column_stack([model.coef_[place] for place in order])
    always = [model.intercept_[place] for place in order]
    rows = [("(always)", always)] + [(name, row) for name, row in zip(names, matrix) if np.abs(row).max() >= SMALL]
    return ["feature," + ",".join(CODES[column])] + [
        '"' + name.replace('"', '""') + '",' + ",".join(f"{weight:.3f}" for weight in row)
        for name, row in sorted(rows, key=lambda one: one[0])]


def main(folder, write=None):
    table = sentences(folder)
    found, urls = found_in(table), table["url"].to_numpy(dtype=object)
    for column in CODES:
        coded, of_post = table[column].notna().to_numpy(), (table["outlet"] == "post").to_numpy()
        fitting, post = np.flatnonzero(coded & ~of_post), np.flatnonzero(coded & of_post)
        codes = table[column].to_numpy(dtype=object)
        if write == "--ceiling":
            figures(f"{column}, Post, its other articles fitted on, too", codes[post],
                    across(found, codes, urls, post, fitting, 10))
            print(f"{column}, sentences in the Post and another paper, labels that agree, right each: "
                  + ", ".join(f"{one:.3g}" for one in of_themselves(table, column)))
            continue
        figures(f"{column}, Globe and Star by article", codes[fitting], across(found, codes, urls, fitting))
        if write != "--cv":
            model = fit_at(found, codes, fitting)
            figures(f"{column}, Post", codes[post], guessed(model, [found[place] for place in post]))
        if write == "--write":
            lines = rows_of(model, column)
            (HOME / f"{column}_weights.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
            print(f"written: {column}_weights.csv, {len(lines) - 2} features")


if __name__ == "__main__":
    main(*sys.argv[1:])
