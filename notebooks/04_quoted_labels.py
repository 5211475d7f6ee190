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
# # علامات لم ينطق بها أحد · Marks that nobody spoke
#
# **Does an outlet set a name in quotation marks more than its habit?** Marks around «داعش» may be doubt or
# house style. Only the outlet's habit with names that nobody contests can tell.
#
# The outlets are invented. For your own articles change the line that begins with `ARTICLES`.

# %%
import os

import nabra

ARTICLES = "corpora/sample"  # a file or a folder, as seen from the top of the checkout
CODEBOOK, CONCEPT = "syria", "islamic-state"

if not os.path.isdir("notebooks"):
    os.chdir("..")

# %% [markdown]
# ## أي علامات؟ · Which marks?
#
# Most quotation marks hold what somebody said. `nabra.measure` tells those apart from a name, a label and a
# fragment of somebody's words; the outlet is the owner of the marks around names and labels alone.

# %%
cues = nabra.measure(nabra.read(ARTICLES), nabra.codebook(CODEBOOK))
named = cues.quotes.merge(cues.documents[["doc_id", "outlet"]])
named.groupby("outlet")["function"].value_counts().unstack(fill_value=0)

# %% [markdown]
# One outlet has no row: it prints no quotation marks at all. Whatever is said about marks below cannot be
# said about it, and its rate is not zero.

# %% [markdown]
# ## عادة الدار · The habit of the house
#
# `nabra.baselines` measures how often each outlet marks names that nobody contests, organisations and
# states among them.

# %%
habit = nabra.baselines(cues)
habit[["outlet", "name_class", "estimate", "low", "high", "count", "exposure"]].round(2)

# %% [markdown]
# Habits differ, and they differ by class of name: organisations are marked where states are not. So an
# organisation is held against organisations, and not against all names.

# %% [markdown]
# ## المعدل والعادة · Rate against habit
#
# `excess` is the rate of the contested name less the rate of neutral names, its interval beside it.

# %%
marks = nabra.quotedness(cues, concept=CONCEPT, classes={CONCEPT: "organisation"})
columns = ["outlet", "variant", "estimate", "baseline", "excess", "excess_low", "excess_high"]
marks[columns].dropna().sort_values("excess", ascending=False, kind="stable").round(2)

# %% [markdown]
# Read `excess` with its bounds: where they hold zero, the marks are no more than habit. Rows without a number
# were dropped here; each has its sentence in the column `reason`, *prints no quotation marks* among them.

# %% [markdown]
# ## الرسم · The picture
#
# A point is the rate of the name, the grey bar the habit of the same outlet.

# %%
chart = nabra.charts.quotedness(marks)
nabra.figures.save(chart, "figures/04-islamic-state-marks", marks, "Names of the Islamic State in the outlet's marks")
chart

# %% [markdown]
# In the panel *Daesh* the distance between bar and point is long at فانوس الساحل and مرساة الخليج: both mark
# the name far beyond their habit. That مرساة الخليج marks many names anyway does not explain it away; the
# grey bar already holds that habit.

# %% [markdown]
# ## السطور · The lines
#
# The lines behind the furthest point: every mention that its outlet set in marks of its own.

# %%
furthest = marks.sort_values("excess", ascending=False, kind="stable").iloc[0]
nabra.lines(cues, row=furthest, limit=6)

# %% [markdown]
# Nobody in the sentence speaks the word, so the marks are the outlet's. What they do (refuse the name,
# mention it without using it, follow the desk's rule) is for a reader to argue: the number only says that
# it is not this outlet's habit with names.
#
# One caution more: house style changes with the years. If your articles span many, give
# `nabra.quotedness` a `period`, and the habit is taken from the same time.
