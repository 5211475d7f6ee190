# ---
# jupyter:
#   jupytext:
#     formats: ipynb,py:percent
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # دراسة منشورة، مرة أخرى · A published study, done again
#
# **Do the public data of a study give the numbers it printed?** The Breach counted whose deaths three Canadian
# papers mentioned between October and November 2023, and whom they held responsible. Its makers published
# every coded sentence, so anybody can count again.
#
# The sentences are fetched by name: `nabra corpora fetch breach`, once, in a terminal. Where they are not, this
# notebook goes on with the counts that were made from them and stand in `COUNTS`.

# %%
import os
from pathlib import Path

import nabra
import pandas as pd
from nabra.corpora import catalogue, fetch

CORPUS, COUNTS, PUBLISHED = "breach", "figures/09-counts.csv", "notebooks/09_published.csv"
END = "2023-11-24"  # where the study's window ends

if not os.path.isdir("notebooks"):
    os.chdir("..")

# %% [markdown]
# ## البيانات · The data
#
# One row a sentence: its paper, its date, whose death it mentions, and who is said to have done it.

# %%
recipe = catalogue.recipe(CORPUS)
FETCHED = Path(fetch.kept(recipe)).is_dir()
print(recipe.title, recipe.datasheet["what"], recipe.datasheet["licence"], sep="\n")

# %% [markdown]
# Coding was done by people, sentence by sentence. A sentence that mentions both counts for both.

# %% [markdown]
# ## العدّ · Counting
#
# The one thing that the study's text leaves open is what *until the end date* means: the instant at which
# that day begins, the day itself, or neither. So all three are counted, from the files as their makers wrote
# them, because the documents table keeps days without their times.

# %%
CODES = {"victim": {"Israeli deaths": ["Israeli", "Both"], "Palestinian deaths": ["Palestinian", "Both"]},
         "responsible": {"Israel responsible": ["Israel", "Both"], "Hamas responsible": ["Hamas", "Both"]}}
if FETCHED:
    files = sorted(Path(fetch.kept(recipe)).glob("*_sentences.csv"))
    lines = pd.concat([pd.read_csv(file).assign(outlet=file.stem.split("_")[0]) for file in files])
    counts = pd.concat([
        nabra.coded_counts(lines, column, CODES[column], "url", end=END, closing=closing).assign(closing=closing)
        for column in CODES for closing in ("instant", "before", "day")])
    counts.to_csv(COUNTS, index=False)
else:
    print("Not fetched: the sentences are not on this machine, so the counts are those of an earlier run.\n"
          "To make them anew: .venv/bin/nabra corpora fetch breach")
counts = pd.read_csv(COUNTS)
wide = counts.pivot(index=["outlet", "code"], columns="closing", values="count")
wide

# %% [markdown]
# The three columns are not the same. The papers print their times differently, some to the minute and some
# the day alone, so each reading of the end moves another paper.

# %% [markdown]
# ## والمنشور؟ · And what was printed?
#
# The study's own numbers beside each of the three.

# %%
printed = pd.read_csv(PUBLISHED).set_index(["outlet", "code"])["published"]
wide.sub(printed, axis=0).assign(published=printed)

# %% [markdown]
# Look for the column that is zero from top to bottom: under that reading the public data give every number
# that was printed. Under the others a reader would have reported a failed replication, for the sake of one
# midnight.

# %% [markdown]
# ## والوحدة؟ · And the unit?
#
# The same counts, and the articles they come in.

# %%
used = counts[counts["closing"] == "instant"]
used.assign(per_article=used["count"] / used["articles"])[["outlet", "code", "count", "articles", "per_article"]].round(2)

# %% [markdown]
# Sentences come in articles, several to each. The study counts; it tests nothing, and rightly: a test that took
# the sentences for independent would find too much. Whoever wants an interval resamples the articles, as the
# other notebooks do.
#
# Source: B. Cuthbert for The Breach (2023), data at the address that `nabra corpora show breach` prints. That
# the counts agree says that the arithmetic is right, not what they mean.
