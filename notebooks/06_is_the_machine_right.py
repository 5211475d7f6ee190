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
# # هل أصابت الآلة؟ · Is the machine right?
#
# **How far may a machine's count be believed, and what does it take to correct it?** Sixty lines are drawn,
# coded without seeing the machine's answer, and held against it.
#
# The outlets are invented, and the teaching corpus carries the truth with it: what a careful reader would
# code. It plays the coder here. For your own articles change `ARTICLES`, and read your coded sheet
# (`nabra.read_coded`) in the truth's place.

# %%
import os
from dataclasses import replace

import nabra
import pandas as pd

ARTICLES = "corpora/sample"  # a file or a folder, as seen from the top of the checkout
TRUTH = "corpora/planted/planted.csv"
CODEBOOK, CONCEPT, LINES = "syria", "armed-groups", 60
PLACE = ["doc_id", "part", "start", "end"]

if not os.path.isdir("notebooks"):
    os.chdir("..")

# %% [markdown]
# ## آلة ساذجة · A naive machine
#
# On this corpus Nabra itself is hardly ever wrong, so there would be little to see. Many tools know
# quotation marks and nothing else; here is one of them, that takes all indirect speech for the outlet's own.

# %%
articles = nabra.read(ARTICLES).assign(corpus="all outlets")
cues = nabra.measure(articles, nabra.codebook(CODEBOOK))
naive = replace(cues, mentions=cues.mentions.replace({"voice": {"reported": "narrator"}}))
naive.mentions.query("concept == @CONCEPT")["voice"].value_counts(normalize=True).round(2).to_frame("naive share")

# %% [markdown]
# By its account the outlets speak for themselves in most of the lines. Is that so?

# %% [markdown]
# ## ستون سطراً · Sixty lines
#
# `nabra.coding_sample` draws them with known chances, one line an article at most, and as many of what the
# machine says yes to as of what it says no to.

# %%
sample = nabra.coding_sample(naive, total=LINES, concept=CONCEPT, by="corpus")
sample[["line_id", "surface", "inclusion_probability"]].head(4).round(3)

# %% [markdown]
# The coder's sheet hides outlet and prediction, and mixes the lines (`nabra sample` writes it). The chance
# of each line is kept, because the correction needs it.

# %% [markdown]
# ## قارئان · Two readers
#
# The first reader is the planted truth. The second slips in every tenth line, and hears the narrator there.

# %%
truth = pd.read_csv(TRUTH, dtype="string").astype({"start": "int64", "end": "int64"})
coded = sample[["line_id", *PLACE]].merge(truth[[*PLACE, "voice"]], how="left").set_index("line_id")
readers = pd.DataFrame({"first": coded["voice"], "second": coded["voice"]})
readers.iloc[::10, 1] = "narrator"
nabra.agreement({"voice": readers})[["lines", "percent", "alpha", "alpha_low", "ac1", "lines_needed"]].round(2)

# %% [markdown]
# `alpha` is agreement beyond chance; look at its lower end, not at the point. `lines_needed` says how many
# lines two coders must share before alpha can be judged at all. Where readers differ they talk, and settle.

# %% [markdown]
# ## الآلة والقارئ · Machine against reader
#
# What the machine says of the sixty lines (rows), and what the first reader says (columns).

# %%
pd.crosstab(sample.set_index("line_id")["predicted"], coded["voice"])

# %% [markdown]
# The errors are not spread evenly. Between marks the machine is right; of what it calls the narrator's, part
# is somebody's indirect speech. Errors that lean to one side do not average out, however many articles
# there are.

# %% [markdown]
# ## التصحيح · The correction
#
# `nabra.corrected` puts the coded lines and the machine's labels together: first with the sixty, then with
# as many lines as the corpus gives, one an article.

# %%
every = nabra.coding_sample(naive, total=len(articles), concept=CONCEPT, by="corpus")
answers = every[["line_id", *PLACE]].merge(truth[[*PLACE, "voice"]], how="left").set_index("line_id")
sixty = nabra.corrected(naive, sample, coded.assign(mention="yes"), by="corpus")
many = nabra.corrected(naive, every, answers.assign(mention="yes"), by="corpus")
moved = pd.concat({"sixty lines": sixty, "all articles": many}, names=["coded"]).query("measure == 'corrected voice'")
known = truth.query("concept == @CONCEPT")["voice"].value_counts(normalize=True)
moved["truth"] = moved["voice"].map(known)
moved[["voice", "uncorrected", "estimate", "low", "high", "truth", "labels", "method"]].round(2)

# %% [markdown]
# The estimate moves away from the machine (`uncorrected`) and towards the `truth`, which you would not know.
# Sixty lines are too few to correct with: their row rests on the coded lines alone, and its interval is
# wide. With a line of every article the machine's labels help again, and the interval closes around it.
#
# The machine's own interval, drawn from thousands of lines, would be narrow and beside the point: more
# articles make it surer, not righter.
