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
# # نظرة أولى · A first look
#
# **Who calls the same people what, and in whose voice?** A newspaper that prints *terrorists* has not yet
# said it: a minister may have, and the paper may only have held the microphone. Nabra counts a word
# together with the one who says it.
#
# This is the tour; each question has a notebook of its own, 01 to 10.
#
# The articles here are a teaching corpus. Its six outlets are invented, four in Arabic and two in English,
# and nothing in it happened. For your own articles, change the line that begins with `ARTICLES` and run all
# cells.

# %%
import os

import nabra
import pandas as pd

ARTICLES = "corpora/sample"  # a file or a folder, as seen from the top of the checkout

if not os.path.isdir("notebooks"):
    os.chdir("..")

# %% [markdown]
# ## المقالات · Reading the articles
#
# `nabra.read` makes one table of them, one row an article, and says aloud what it left out or did not find.

# %%
articles = nabra.read(ARTICLES)
articles.groupby(["language", "outlet"]).size().to_frame("articles")

# %% [markdown]
# The coloured lines are such notes, not errors. The outlets have equally many articles, so none of them
# drowns the others; where yours have not, keep that in mind when you read a number that is pooled over all
# outlets of a language.

# %% [markdown]
# ## القياس · Measuring
#
# A codebook lists the names that the same people go by; `nabra.measure` finds each of them, and who says
# it.

# %%
cues = nabra.measure(articles, nabra.codebook("syria"))
groups = cues.mentions[cues.mentions["concept"] == "armed-groups"].merge(cues.documents[["doc_id", "outlet"]])
groups[["outlet", "surface", "variant", "voice", "speaker", "marks"]].groupby(groups["outlet"]).head(2)

# %% [markdown]
# One row is one word in one article. `voice` tells who answers for the clause: the outlet itself
# (*narrator*), somebody between quotation marks (*quoted*) or somebody in indirect speech (*reported*).
# `speaker` is that somebody, where the text names one; `marks` is what the outlet's own quotation marks
# make of the word.

# %% [markdown]
# ## عدّ الكلمات وحدها · By string
#
# First the count that most tools make: how often each outlet prints each name, whoever says it.

# %%
by_string = pd.crosstab(groups["outlet"], groups["variant"], normalize="index")
by_string.round(2)

# %% [markdown]
# Each row adds up to one. Read down the column `terrorists`: no outlet of the sample stands at zero. By
# this count all of them call the armed groups terrorists, some often and some now and then.

# %% [markdown]
# ## من المتكلّم؟ · The narrator alone
#
# Now the same share among the words that the outlet says in its own voice.

# %%
shares = nabra.shares(cues, concept="armed-groups", voice="narrator")
narrator = shares.pivot(index="outlet", columns="variant", values="estimate")
pd.DataFrame({"by string": by_string.get("terrorists"), "narrator": narrator["terrorists"]}).round(2)

# %% [markdown]
# Look for zeros under `narrator`: مرساة الخليج and وكالة سروة print the word and never once say it. Counted
# by string they would pass for outlets that call these people terrorists. Quayside Dispatch and
# فانوس الساحل, on the other hand, do say it themselves. This is why a count must know who speaks.

# %% [markdown]
# ## افتح الرقم · Opening a number
#
# Every number opens into the lines that it was counted from; here are those of the outlet that says the
# word least.

# %%
silent = narrator["terrorists"].sort_values(kind="stable").index[0]
nabra.lines(cues, concept="armed-groups", variant="terrorists", outlet=silent, limit=8)

# %% [markdown]
# Read the lines before you believe the number. The line under each word tells its voice; is there one where
# you would say that the outlet speaks for itself? Then the rule was wrong there, and your eyes are right.

# %% [markdown]
# ## ما مقدار اليقين؟ · How sure is that?
#
# `nabra.charts.forest` draws each share with the interval that the articles allow, one panel a name.

# %%
chart = nabra.charts.forest(shares)
nabra.figures.save(chart, "figures/00-armed-groups", shares, "Names for armed groups in the narrator's voice")
chart

# %% [markdown]
# Look at the bars before the points. Where the bars of two outlets lie apart, the two choose differently;
# where they overlap, do not rank them by eye. دفتر العاصي has a panel nearly to itself, *revolutionaries*,
# and so has The Saltmarsh Courier, *rebels*. A hollow point would rest on few articles or mentions.

# %% [markdown]
# ## على لسان من؟ · Who says *terrorists*?
#
# The question turned round: of all the times that an outlet prints this one word, who says it?

# %%
voices = nabra.voice_shares(cues, concept="armed-groups").query("variant == 'terrorists'")
chart = nabra.charts.voices(voices)
nabra.figures.save(chart, "figures/00-terrorists-voices", voices, "Who says terrorists")
chart

# %% [markdown]
# The plain part of each bar is the outlet's own. The outlets at the bottom leave the word wholly to others;
# but look at `n` before you conclude, for they rarely print it at all. The dagger stands at وكالة سروة,
# which prints no quotation marks: what it quotes cannot be told apart. And giving somebody the floor is a
# choice as well.

# %% [markdown]
# ## بين علامتي تنصيص · A label in quotation marks
#
# Marks around a word that nobody spoke keep the outlet at a distance from it; `nabra.quotedness` measures
# how often.

# %%
marks = nabra.quotedness(cues, concept="israel")
chart = nabra.charts.quotedness(marks)
nabra.figures.save(chart, "figures/00-israel-marks", marks, "Israel in the outlet's own quotation marks")
chart

# %% [markdown]
# Read each point against the grey bar of its own row, which is the outlet's habit with names that nobody
# contests. In the panel *Israel* only فانوس الساحل stands far to the right of its bar: it seldom marks
# names, and marks this one. مرساة الخليج marks names more than the others do, but not this one. Where an
# outlet prints no marks at all there is no point, which is not a rate of zero.

# %% [markdown]
# ## افتح العلامتين · Opening the marks
#
# The lines behind that point: every mention that the outlet itself sets in marks.

# %%
marker = marks.sort_values("estimate", ascending=False, kind="stable").iloc[0]
nabra.lines(cues, row=marker, limit=6)

# %% [markdown]
# Nobody in these sentences speaks the word between the marks, so the marks are the outlet's. What they mean
# (doubt, a refusal to recognise, a habit of the desk) the lines do not tell; that is for you to argue.

# %% [markdown]
# ## الصوت غير اللفظ · Voice is not wording
#
# In indirect speech nobody can tell who chose the word, the source or the outlet; so look whether it
# matters.

# %%
wide = nabra.shares(cues, voice="narrator+undetermined")
nabra.order_changes(nabra.shares(cues), wide).round(2)

# %% [markdown]
# A row names two outlets whose order turns round once the words of indirect speech are added to the
# narrator's. For `armed-groups` there is no such row: what was said above holds either way. Where `clear`
# is False the two were too close to be ranked in the first place; where it is True, the finding must be
# told with both numbers.

# %% [markdown]
# ## ما لا تقوله الأرقام · What the numbers do not mean
#
# - That outlets **differ**, not that one is biased: nothing here knows which name is right, or what happened.
# - Names only: naming is one device of framing among many, and what is left out is not counted at all.
# - Voice tells who answers for the clause; it does not tell who chose the word.
# - Rules find the voices, and rules err: count some lines by hand before you publish.
# - This corpus is invented. Its numbers are about the method, and not about Syria or any newspaper.
