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
# # تمرين · An exercise whose truth is known
#
# **Does the measurement find what was planted?** In real articles nobody knows the true shares. In the
# teaching corpus they were planted, so you can measure first and look them up afterwards.
#
# Work through the cells in order, and write your guess down before you run the next one. For another
# question change `CONCEPT` (state, islamic-state, israel, the-dead).

# %%
import os

import nabra
import pandas as pd

ARTICLES, PLANTED = "corpora/sample", "corpora/planted/planted_shares.csv"
CODEBOOK, CONCEPT, WORD = "syria", "armed-groups", "terrorists"

if not os.path.isdir("notebooks"):
    os.chdir("..")

# %% [markdown]
# ## خمّن أولاً · Guess first
#
# Here are headlines, one of each outlet. Which outlet will say *terrorists* in its own voice most often, and
# which never?

# %%
articles = nabra.read(ARTICLES)
articles.groupby("outlet").nth(7)[["outlet", "title"]]

# %% [markdown]
# Write down an order of the outlets, the first to the last.

# %% [markdown]
# ## ثم قِس · Then measure
#
# The word by string and in the narrator's voice: do the two put the outlets in the same order?

# %%
cues = nabra.measure(articles, nabra.codebook(CODEBOOK))
shares = nabra.shares(cues, concept=CONCEPT, voice="narrator")
mentions = cues.mentions[cues.mentions["concept"] == CONCEPT].merge(cues.documents[["doc_id", "outlet"]])
by_string = pd.crosstab(mentions["outlet"], mentions["variant"], normalize="index")[WORD]
narrator = shares[shares["variant"] == WORD].set_index("outlet")["estimate"]
pd.DataFrame({"by string": by_string, "narrator": narrator}).sort_values("narrator").round(2)

# %% [markdown]
# **Question.** For which outlet would counting strings have misled you most? Who speaks the word there? Open
# its lines with `nabra.lines` in a cell of your own.

# %% [markdown]
# ## ثم اكشف · Then look it up
#
# What was planted: the probability with which each outlet takes each word.

# %%
planted = pd.read_csv(PLANTED).query("voice == 'narrator'")
both = shares.merge(planted[["outlet", "variant", "concept", "probability"]], on=["outlet", "concept", "variant"])
both["found"] = both["probability"].between(both["low"], both["high"])
both[both["variant"] == WORD][["outlet", "probability", "estimate", "low", "high", "found"]].round(2)

# %% [markdown]
# **Question.** Where an outlet's planted probability is zero, why does the interval not end at zero?

# %% [markdown]
# ## كم مرة أصاب؟ · How often is it right?
#
# An interval at the level of ninety-five in a hundred should miss now and then. Over all words and concepts:

# %%
every = nabra.shares(cues, voice="narrator").merge(planted, on=["outlet", "concept", "variant"], suffixes=("", "_planted"))
hit = every["probability"].between(every["low"], every["high"])
hit.groupby(every["concept"]).agg(["mean", "size"]).round(2)

# %% [markdown]
# **Question.** If an interval took each word for independent, would these numbers rise or fall? Why do words
# come in clusters?

# %% [markdown]
# ## الصورة · The picture
#
# The measured shares; lay the planted ones beside them by hand.

# %%
chart = nabra.charts.forest(shares)
nabra.figures.save(chart, "figures/10-exercise", both, "Measured and planted")
chart

# %% [markdown]
# **To go on.** Do the same for the marks of the outlets' own (`corpora/planted/planted_marks.csv`,
# `nabra.quotedness`). Then take a corpus of which nobody knows the truth, and say what you would need in its
# place: that is notebook 06.
