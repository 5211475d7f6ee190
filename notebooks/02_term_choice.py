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
# # اختيار الكلمة بين المنابر · The choice of a word, outlet by outlet
#
# **Which name does each outlet choose for the same people, when it speaks for itself?** The notebook asks it
# of one concept of the codebook and looks at the answer in three ways: by interval, by order, by test.
#
# The outlets are invented. For your own articles change the line that begins with `ARTICLES`; for another
# concept, the one below it.

# %%
import os

import nabra

ARTICLES = "corpora/sample"  # a file or a folder, as seen from the top of the checkout
CODEBOOK, CONCEPT = "syria", "state"

if not os.path.isdir("notebooks"):
    os.chdir("..")

# %% [markdown]
# ## القياس · Measuring
#
# Measured once, asked as often as you like; `labels` is the codebook's list of names for the concept.

# %%
cues = nabra.measure(nabra.read(ARTICLES), nabra.codebook(CODEBOOK))
cues.labels.query("concept == @CONCEPT")[["variant", "variant_ar", "variant_en"]]

# %% [markdown]
# The order of the rows is the codebook's: a researcher's judgement, to be disputed before any number is.

# %% [markdown]
# ## الحصص ومجالاتها · Shares and their intervals
#
# A share is the part of the outlet's mentions of the concept that uses this name; its interval treats the
# article as the unit, because an article that says *regime* once will say it again.

# %%
shares = nabra.shares(cues, concept=CONCEPT, voice="narrator")
chart = nabra.charts.forest(shares)
nabra.figures.save(chart, "figures/02-state-shares", shares, "Names for the state in the narrator's voice")
chart

# %% [markdown]
# Go panel by panel. In *regime* دفتر العاصي stands furthest to the right, and فانوس الساحل and وكالة سروة at
# zero: the bar beside a zero shows how much a larger collection could still turn up. The shares of one outlet
# add up to one, so a high point in one panel is a low one in another, and not a second finding.

# %% [markdown]
# ## كفّتان · Two sides
#
# The same shares laid on a common centre, in the codebook's order.

# %%
chart = nabra.charts.choices(shares)
nabra.figures.save(chart, "figures/02-state-choices", shares, "Which way each outlet's names for the state lean")
chart

# %% [markdown]
# This is the picture for a lecture: مرساة الخليج and دفتر العاصي at one end, فانوس الساحل at the other. It is
# also the picture to mistrust. It shows no interval, and where its centre lies decides who comes first: the
# outlet that says *regime* most is only second, because here *government* counts to the same side.

# %% [markdown]
# ## هل يختلفون؟ · Do they differ?
#
# The table holds a test for every row: articles are dealt to the outlets of a language at random, and p says
# how often chance sets one outlet so far apart from the others.

# %%
shares["apart"] = shares["estimate"] - shares["pooled"]
columns = ["outlet", "variant", "estimate", "low", "high", "apart", "p_adjusted"]
shares[columns].sort_values("apart", ascending=False, kind="stable").head(8).round(3)

# %% [markdown]
# `apart` is the distance from all outlets of the language together: report it first, in points, and p beside
# it. `p_adjusted` has paid for the number of rows that were looked at.

# %% [markdown]
# ## كلام الغير · And in other people's words?
#
# Where the wording cannot be told, the outlet may have chosen the word too; so the question is asked again
# with reported speech added.

# %%
wide = nabra.shares(cues, concept=CONCEPT, voice="narrator+undetermined")
nabra.order_changes(shares, wide).round(2)

# %% [markdown]
# A row is a pair of outlets whose order depends on whose words you count. No row, as here, means that the
# order holds either way. Where there is one and `clear` is False, the two were too close to be ranked at all;
# where it is True, the finding must be told with both numbers.

# %% [markdown]
# ## مفهوماً بعد مفهوم · Concept by concept
#
# One concept may be chance; a heat map shows all of the codebook's, each cell against the outlets of its
# language together.

# %%
against = nabra.against_pooled(nabra.shares(cues))
chart = nabra.charts.heatmap(against, concept=["armed-groups", "state", "israel", "the-dead"])
nabra.figures.save(chart, "figures/02-against-pooled", against, "Words above and below the pooled outlets")
chart

# %% [markdown]
# Look along a row for an outlet that keeps to one side in every concept, and mistrust a single strong cell: it
# has no interval here. A dash stands where no outlet of the language uses the word, or every one does.

# %% [markdown]
# ## السطور · The lines
#
# Before the sentence goes into a paper: the lines behind the row that stands furthest from the others.

# %%
furthest = shares.sort_values("apart", ascending=False, kind="stable").iloc[0]
nabra.lines(cues, row=furthest, limit=6)

# %% [markdown]
# Is every line the outlet speaking of that state, in its own voice? Then the sentence stands: these outlets
# differ. It does not say why, nor that one of them is biased; they may have written of different days, which
# is the question of notebook 03.
