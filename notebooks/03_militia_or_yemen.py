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
# # ميليشيا أكثر أم يمن أكثر؟ · More "militia", or more Yemen?
#
# **Two outlets differ in a word. How much of it is how they write, and how much is what they write about?**
# A paper with many articles on a war of militias will print *militia* more often than one without, and need
# not choose the word more readily.
#
# The articles here are real: political news of Al Arabiya and BBC Arabic in 2018, from the ANT Corpus
# (antcorpus/antcorpus.multisource.data). Their texts stay with their makers; the table holds, for each
# article, what was counted in it.

# %%
import os

import nabra
import pandas as pd

ARTICLES = "figures/ant/militia-articles.csv"  # made from the corpus by figures/ant/militia.py
FIRST, SECOND = "alarabia", "bbc"

if not os.path.isdir("notebooks"):
    os.chdir("..")

# %% [markdown]
# ## الجدول · The table
#
# One row an article: `count` tells whether it prints ميليشيا in any voice, `country` is the one it names most.
# `nabra.counted` and `nabra.topics` make such a table of any corpus.

# %%
articles = pd.read_csv(ARTICLES)
articles["yemen"] = "Yemen " + articles["yemen"]
articles.groupby("outlet")[["count", "exposure"]].sum().assign(share=articles.groupby("outlet")["count"].mean())

# %% [markdown]
# Stop here, and the finding is that one outlet prints the word in more than a quarter of its articles, and
# the other hardly ever. Many studies stop here.

# %% [markdown]
# ## عمّ يكتبون؟ · What do they write about?
#
# The share of each outlet's articles in which Yemen is named, and the share of *those* that print the word.

# %%
by_topic = articles.groupby(["yemen", "outlet"])["count"].agg(["size", "mean"]).rename(columns={"mean": "with the word"})
by_topic.assign(agenda=by_topic["size"] / by_topic.groupby("outlet")["size"].transform("sum")).round(3)

# %% [markdown]
# Two things differ at once. Yemen fills a far larger part of the first outlet's agenda; and where Yemen is
# named, one outlet nearly always prints the word and the other nearly never. Where it is not named, the two
# are alike. A raw difference is both of these together.

# %% [markdown]
# ## التفكيك · Taking it apart
#
# Kitagawa's decomposition divides the difference into `mix` (what they write about) and `choice` (how they
# write about the same thing).

# %%
parts = nabra.decompose(articles, FIRST, SECOND, topic="yemen")
chart = nabra.charts.decomposition(parts, FIRST, SECOND)
nabra.figures.save(chart, "figures/03-decomposition", parts, "A difference taken apart: Yemen, or choice")
chart

# %% [markdown]
# Above stand the whole difference and its two parts. The larger one is choice, but the smaller is far from
# nothing: without Yemen's weight on the agenda the difference would be much smaller. Below, nearly all the
# choice comes from articles that name Yemen.

# %% [markdown]
# ## بحسب البلد · By country
#
# Is that an effect of dividing the world into Yemen and the rest? The same by the country named most.

# %%
countries = nabra.decompose(articles, FIRST, SECOND, topic="country")
whole = pd.concat([parts.assign(topics="yemen"), countries.assign(topics="country")]).query("topic == 'all'")
whole[["topics", "component", "estimate", "low", "high"]].round(3)

# %% [markdown]
# The two ways of dividing agree within their intervals. Finer topics give a little more to the mix, as they
# must: look whether the conclusion survives, not whether the number does.

# %% [markdown]
# ## لو تساوت الأجندة · If the agenda were the same
#
# Standardisation asks the question the other way round: how far apart would they be if both had written
# about the same things in the same months?

# %%
equal = pd.concat([nabra.standardised_difference(articles, FIRST, SECOND, strata=by.split(", ")).assign(by=by)
                   for by in ("yemen", "country", "country, month")])
chart = nabra.charts.slope(equal)
nabra.figures.save(chart, "figures/03-standardised", equal, "Raw, and as if the agenda were the same")
chart

# %% [markdown]
# Raw and standardised stand side by side: the difference shrinks, and stays. The finer the strata, the fewer
# articles of the one outlet have a counterpart in the other (`kept_a` and `kept_b` in the table), and the
# wider the interval.

# %% [markdown]
# ## والحدث نفسه؟ · And the same event?
#
# The strictest question: do they differ where both report one event?

# %%
nabra.matched(articles, FIRST, SECOND)[["model", "estimate", "low", "high", "events", "reason"]].round(3)

# %% [markdown]
# Here the honest answer is that nothing can be said. The two share few events in Yemen, so there is hardly
# an event in which the word could have been chosen; the row says so in `reason` instead of giving a number.
#
# So: more Yemen *and* more "militia". The word was counted in every voice, quoted speakers among them, and
# no person has checked the lines. [figures/ant](../figures/ant/README.md) gives the rest.
