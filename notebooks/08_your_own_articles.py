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
# # مقالاتك أنت · Bring your own articles
#
# **How do my own articles get in, and what if they are not tidy?** A table with somebody else's column names,
# an old encoding, rows with holes, and a codebook of one's own.
#
# The table is written here first, so that there is something to read. For yours, delete the cell that writes
# it and set `ARTICLES` and `COLUMNS`.

# %%
import os

import nabra
import pandas as pd

ARTICLES, CODEBOOK = "build/my-articles/port.csv", "build/my-articles/port.yml"
COLUMNS = {"outlet": "newspaper", "text": "article_content"}

if not os.path.isdir("notebooks"):
    os.chdir("..")

# %% [markdown]
# ## جدول غير مرتّب · A table that is not tidy
#
# Invented articles as a spreadsheet of some years ago would save them: in `windows-1256`, names of its own, a row
# without an outlet and one without a text.

# %%
os.makedirs("build/my-articles", exist_ok=True)
pd.DataFrame([
    ["مرفأ اليوم", "منع حراس الميناء سفينة من الدخول. وقال العمال إن «ذئاب الميناء» أغلقوا البوابة.", "3 آذار 2019"],
    ["مرفأ اليوم", "وزّع الحراس بياناً، وطالب عامل بإبعاد ذئاب الميناء.", "4/3/2019"],
    ["صوت العمال", "أغلق ذئاب الميناء البوابة من جديد، وقالت الإدارة إن الحراس نفّذوا الأوامر.", "2019-03-05"],
    ["صوت العمال", "ذئاب الميناء يعودون إلى الرصيف.", None], [None, "مقالة بلا منبر عن الحراس.", None],
    ["صوت العمال", None, None],
], columns=["newspaper", "article_content", "published"]).to_csv(ARTICLES, encoding="windows-1256", index=False)

# %% [markdown]
# ## القراءة · Reading
#
# `nabra.read` guesses what it can, says what it guessed, and names what it could not use.

# %%
articles = nabra.read(ARTICLES, columns=COLUMNS)
articles[["doc_id", "outlet", "language", "date", "text"]]

# %% [markdown]
# Read the notes before the table: which encoding, which columns, which rows were left out and why. The rest is
# measured; one bad row costs nobody else a line. A date that may be of March or of April is not guessed but
# asked about, and a row without a text stays, as an article in which nothing was found.

# %% [markdown]
# ## دليل من عندك · A codebook of your own
#
# The names of one referent, as a text file. `nabra codebook new` writes a commented skeleton; this is a short
# one.

# %%
BOOK = """
codebook: port
version: "1"
title: {ar: أسماء الحراس, en: Names of the guards}
licence: CC BY 4.0
concepts:
  - id: guards
    label: {ar: حراس الميناء, en: Port guards}
    gloss: Those who guard the port of an invented town.
    variants:
      - {id: guards, label: {ar: حراس, en: guards}, gloss: Their own word., source: researcher's judgement,
         kind: self-name, terms: {ar: [{stem: حارس, class: human, plurals: [حراس]}]}}
      - {id: wolves, label: {ar: ذئاب, en: wolves}, gloss: The dockers' word., source: researcher's judgement,
         kind: other-name, terms: {ar: [ذئاب الميناء]}}
"""
with open(CODEBOOK, "w", encoding="utf-8") as file:
    file.write(BOOK)
book = nabra.codebook(CODEBOOK)
book.labels()[["concept", "variant", "variant_ar", "variant_en"]]

# %% [markdown]
# Had there been a slip in it, every one of them would have been named, with its line and the way to mend it.

# %% [markdown]
# ## القياس والسطور · Measuring, and the lines
#
# From here on everything is as in the other notebooks.

# %%
cues = nabra.measure(articles, book)
nabra.lines(cues, concept="guards")

# %% [markdown]
# With so few articles the lines are the result. Whose word is *wolves*, the paper's or the dockers'?

# %% [markdown]
# ## ثم العدد · And then the number
#
# Shares with intervals, even so: they say how little four articles can tell.

# %%
shares = nabra.shares(cues, concept="guards", voice="narrator")
chart = nabra.charts.forest(shares)
nabra.figures.save(chart, "figures/08-guards", shares, "Names of the guards")
chart

# %% [markdown]
# The points stand at the two ends, and yet the bars of the two papers overlap. That is the right answer, and
# the reason for collecting more. Folders of text files, Excel, web pages, Word, PDF and the exports of news databases are read by the
# same line: [docs/corpora.md](../docs/corpora.md).
