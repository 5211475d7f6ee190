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
# # مقالة واحدة وأربعة أعداد · One article, four counts
#
# **How often does this article say *terrorists*?** There is no single answer: it depends on whether you count
# the string, the voice, the choice of the word, or the marks around it. Here are all four, of one article.
#
# The article is invented. For another one change `ARTICLE`, and `ARTICLES` for your own.

# %%
import os

import nabra
import pandas as pd

ARTICLES = "corpora/sample"  # a file or a folder, as seen from the top of the checkout
ARTICLE, CODEBOOK, CONCEPT, WORD = "hand-ar-5", "syria", "armed-groups", "terrorists"

if not os.path.isdir("notebooks"):
    os.chdir("..")

# %% [markdown]
# ## المقالة · The article
#
# Read it first, as a reader would; everything that follows is counted from these lines. `nabra.article` draws
# in them what was found: quotations, who speaks, and the codebook's words with their voices.

# %%
articles = nabra.read(ARTICLES).query("doc_id == @ARTICLE")
cues = nabra.measure(articles, nabra.codebook(CODEBOOK))
nabra.article(cues, ARTICLE)

# %% [markdown]
# The paper quotes an official in its headline, and she keeps the floor for two paragraphs; a diplomat
# follows; only then does the paper speak for itself. Who calls these men what?

# %% [markdown]
# ## بالكلمة · By string
#
# The first count is that of a search box: each name, whoever says it.

# %%
words = cues.mentions[cues.mentions["concept"] == CONCEPT]
words["variant"].value_counts().to_frame("by string")

# %% [markdown]
# By this count the article says *terrorists* as surely as it says *revolutionaries*. It would be entered
# under both.

# %% [markdown]
# ## بالصوت · By voice
#
# The second count asks who answers for the clause: the outlet (*narrator*), somebody between quotation marks
# (*quoted*), or somebody in indirect speech (*reported*).

# %%
pd.crosstab(words["variant"], words["voice"])

# %% [markdown]
# Most of the names move to `reported`: the official's and the diplomat's sentences, told by the paper; the
# headline's moves to `quoted`. What stays in the column `narrator` is what this count holds the outlet to, and
# *terrorists* is not there: this outlet, in this article, never calls anybody that.

# %% [markdown]
# ## باللفظ · By wording
#
# The third count asks who chose the word: the outlet, its source, or nobody can tell.

# %%
pd.crosstab(words["variant"], words["wording"])

# %% [markdown]
# `undetermined` is not a gap in the method but in the page: where a paper writes *she said that …*, the
# word may be hers or the paper's, and no reader can know which.

# %% [markdown]
# ## بصاحب العلامتين · By the owner of the marks
#
# The fourth count looks at the marks around a word: are they the outlet's, or do they fence in what somebody
# spoke?

# %%
quotes = cues.quotes[["doc_id", "quote_id", "owner"]]
owned = words.merge(quotes, how="left")
pd.crosstab(owned["variant"], owned["owner"].fillna("no marks"))

# %% [markdown]
# The marks around *revolutionaries* belong to the official or to the paper, but to nobody who would call
# himself that: a word can be printed and disowned at once. Now look at the row *terrorists*. The machine
# says that the headline's marks are the outlet's own. Do you agree?

# %% [markdown]
# ## افتح السطر · Opening the line
#
# Never argue with a number before you have read its line.

# %%
nabra.lines(cues, concept=CONCEPT, variant=WORD)

# %% [markdown]
# A name, a colon, and a sentence between marks: that is the official speaking, and the machine knows it, for it
# counts the word as quoted. But it took the marks around her sentence for the outlet's, as if a label stood in
# them. Rules err, and a reader overrules them.

# %% [markdown]
# ## القرار لك · The reader decides
#
# A decision names a place in an article and says what stands there; `nabra measure --decisions` reads a file
# of them, and here is a table of one row.

# %%
line = words[words["variant"] == WORD].merge(articles[["doc_id", "sha256"]])
decision = line.assign(decision="none")  # marks around speech do nothing to the word
decided, told = nabra.decisions.apply(cues, decision)
print(nabra.decisions.said(told))

# %% [markdown]
# ## العدد بعد القرار · The count moves
#
# Voice and marks of the one word, before and after.

# %%
both = pd.concat({"machine": cues.mentions, "reader": decided.mentions}, names=["decided by"])
both = both[both["variant"] == WORD].reset_index()
both[["variant", "decided by", "voice", "marks"]].value_counts(sort=False).to_frame("mentions")

# %% [markdown]
# String, voice and wording stay where they were. Around this word no marks are left that are the outlet's own: it
# holds *terrorists* at no distance, it lets somebody say it. One line decided it, and the line has been read. Decisions mend lines, not shares: how often the machine errs over all articles is the question of
# notebook 06.
