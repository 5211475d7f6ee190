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
# # من الفاعل؟ · Who did it?
#
# **Who is killed by whom, and does the sentence say so?** «قُتل ثلاثة مدنيين» tells of a death, «قتلت القوات ثلاثة
# مدنيين» of a deed. Three papers of a published study, five Arabic outlets, and the teaching corpus to try it on.
#
# For your own articles change the line that begins with `ARTICLES`.

# %%
import os

import nabra
import pandas as pd

ARTICLES = "corpora/sample"  # a file or a folder, as seen from the top of the checkout
CODEBOOK, VICTIMS = "syria", ["armed-groups", "islamic-state"]
STUDY = "figures/breach"  # what its scripts made from the study's sentences and from the ANT corpus

if not os.path.isdir("notebooks"):
    os.chdir("..")

# %% [markdown]
# ## الأحداث · Events
#
# One row is one word of violence: how the sentence is built, who suffers, and who is named as having done it.

# %%
codebook = nabra.codebook(CODEBOOK)
cues = nabra.measure(nabra.read(ARTICLES), codebook)
events = nabra.events(cues, codebook)
events[["doc_id", "term", "construction", "agent", "victim", "agent_named", "voice"]].groupby(events["construction"]).head(2)

# %% [markdown]
# `agentless` is the passive that leaves the doer out, `nominal` the noun (مقتل, the killing of), `intransitive` the
# death that nobody caused (لقي مصرعه, died).

# %% [markdown]
# ## هل يُذكر الفاعل؟ · Is the doer named?
#
# The share of events whose sentence names a doer, for two victims.

# %%
named = nabra.agent_named(cues, events).query("concept in @VICTIMS")
chart = nabra.charts.agency(named)
nabra.figures.save(chart, "figures/11-named", named, "Is the doer named")
chart

# %% [markdown]
# The bars overlap: with a dozen events an outlet nothing can be told apart here, and the outlets are invented. Compare
# within a language only; the two are built differently.

# %% [markdown]
# ## ثلاث صحف · Three papers
#
# The Breach counted, in three Canadian papers, the sentences that mention each side's dead or hold each side
# responsible. People's labels, the tool's, and the tool's corrected by a few hundred labels of each paper.

# %%
table = pd.read_csv(f"{STUDY}/table.csv").set_index(["counted", "outlet"])
table[["people", "tool", "corrected", "low", "high"]].sort_index().round(0).astype(int)

# %% [markdown]
# Look at *victim*: in the Post the Israeli dead are mentioned more often than the Palestinian, in the Globe and the Star
# less often. The tool says so too, but its counts alone are off by up to a sixth; the corrected ones hold people's
# numbers in their intervals.

# %% [markdown]
# ## أين تخطئ الأداة؟ · Where the tool errs
#
# Its errors are not the same in each paper. A comparison that trusted its labels would inherit them.

# %%
errors = pd.read_csv(f"{STUDY}/errors.csv")
errors.pivot(index=["column", "code"], columns="outlet", values="net_error").mul(100).round(0).astype(int).add_suffix(" %")

# %% [markdown]
# ## وبالعربية · And in Arabic
#
# The same question on five Arabic outlets of 2018: of the killings and deaths of Palestinians, how many sentences name
# who did it?

# %%
arabic = pd.read_csv(f"{STUDY}/arabic-agency.csv").query("concept == 'palestinians' and part.isna()")
chart = nabra.charts.agency(arabic)
nabra.figures.save(chart, "figures/11-arabic", arabic, "Is the doer named, Palestinians, ANT corpus")
chart

# %% [markdown]
# CNN names the doer least and Sky News most. A reader who went through all of these sentences says the same of CNN, and puts
# Al Arabiya beside Sky News (docs/agency.md). Before saying why, read them: an outlet may write shorter, or write before
# anything is known. Then ask about the same events (`nabra.matched` on `nabra.agency_counts`).

# %% [markdown]
# ## الجمل · The sentences
#
# Every number opens into the events that it counted. Here is the first share of the chart above.

# %%
nabra.lines(cues, events=events, row=named[named["count"] > 0].iloc[0], limit=8)

# %% [markdown]
# In Arabic one event in five is told wrongly as to its doer, and most of these are doers that are missed
# (docs/agency.md). Before you cite a difference let two people code a sample of each outlet's events
# (`nabra sample --label doer`), and correct the shares by what they say (docs/coding.md, *Events of violence*).
