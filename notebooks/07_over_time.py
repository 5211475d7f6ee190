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
# # عبر الزمن وحول الحدث · Over time, and around an event
#
# **Does the choice of a word change, and did it change with the event?** Many periods make many peaks, and
# the eye finds a story in each of them.
#
# The outlets and the event are invented. For your own articles change `ARTICLES`, and list what happened in
# `EVENTS`.

# %%
import os

import nabra
import pandas as pd

ARTICLES = "corpora/sample"  # a file or a folder, as seen from the top of the checkout
CODEBOOK, CONCEPT, WORD = "syria", "armed-groups", "terrorists"
EVENTS = pd.DataFrame({"date": ["2017-01-30"], "label": ["truce around Homs"]})

if not os.path.isdir("notebooks"):
    os.chdir("..")

# %% [markdown]
# ## مقالة مقالة · Article by article
#
# `nabra.counted` makes one row an article: how often it uses the word, of how many mentions of the concept,
# on which day.

# %%
cues = nabra.measure(nabra.read(ARTICLES), nabra.codebook(CODEBOOK))
table = nabra.counted(cues, CONCEPT, WORD)
table[["outlet", "date", "count", "exposure"]].head(4)

# %% [markdown]
# An article without a mention of the concept has an exposure of zero: it stays in the table and says nothing.

# %% [markdown]
# ## شهراً فشهراً · Month by month
#
# The outlets of one language together, for one outlet has too few articles a month.

# %%
months = nabra.trend(table, by="language", events=EVENTS)
changes = nabra.change_point(table, by="language", events=EVENTS)
chart = nabra.charts.trend(months, changes)
nabra.figures.save(chart, "figures/07-terrorists", months, "Terrorists, month by month")
chart

# %% [markdown]
# Cover the band with your hand and there is a story in the points: a high in the autumn, a fall at the truce, a return.
# Lift it, and any level line fits through all the months. The points are hollow for that reason.

# %% [markdown]
# ## هل من تحوّل؟ · Is there a change?
#
# `nabra.change_point` looks for the day that divides the articles best, and asks how often chance, dealing
# the same articles over the same days, would do as well.

# %%
columns = ["outlet", "change", "before", "after", "p_adjusted", "event", "event_days"]
changes[columns].round(3)

# %% [markdown]
# A day is always found. `p_adjusted` says whether to speak of it, and here says no: nothing was planted over
# time in this corpus, and that is what should come out. That a known event stands near the day would be no
# argument; some event always does.

# %% [markdown]
# ## ولو كان تحوّل؟ · And if there were one?
#
# So that silence can be believed: the same articles, with a change planted on the day of the event. From
# then on every second article says nothing but this word.

# %%
later = (table["date"] >= EVENTS["date"].iloc[0]) & (table.index % 2 == 0)
planted = table.assign(count=table["count"].where(~later, table["exposure"]))
turned = nabra.change_point(planted, by="language", events=EVENTS)
turned[columns].round(3)

# %% [markdown]
# Now it is found, within days of the event, in both languages. A smaller change in so few articles might be
# missed: *no change found* is not *nothing changed*, and the bands above say how much could be hidden.

# %% [markdown]
# ## والصورة · And the picture
#
# The planted change, drawn as the months were.

# %%
shown = nabra.trend(planted, by="language", events=EVENTS)
chart = nabra.charts.trend(shown, turned)
nabra.figures.save(chart, "figures/07-planted-change", shown, "A change that was planted")
chart

# %% [markdown]
# The bar is drawn through where the test found the change. It still does not say *why*: the outlets may have
# turned to other matters that day, which is the question of notebook 03.
