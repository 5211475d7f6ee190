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
# # لمن الكلمة؟ · Who is given the word?
#
# **Whom does each outlet let speak, and with which verbs?** Naming is one choice; giving the floor is
# another. An outlet may call nobody a terrorist and quote nobody but those who do.
#
# The outlets are invented. For your own articles change the line that begins with `ARTICLES`.

# %%
import os

import nabra

ARTICLES = "corpora/sample"  # a file or a folder, as seen from the top of the checkout
CODEBOOK, CONCEPT, WORD = "syria", "armed-groups", "terrorists"

if not os.path.isdir("notebooks"):
    os.chdir("..")

# %% [markdown]
# ## الأقوال · What was said
#
# One row of `attributions` is one statement that the text gives to somebody: the source's name as the
# outlet prints it, the reporting word, and the kind of source that its title tells.

# %%
cues = nabra.measure(nabra.read(ARTICLES), nabra.codebook(CODEBOOK))
said = cues.attributions.merge(cues.documents[["doc_id", "outlet"]])
said[["outlet", "source", "cue", "cue_class", "kind", "source_kind"]].groupby(said["outlet"]).head(2)

# %% [markdown]
# `kind` tells direct from indirect speech, `cue_class` what the verb does: *said* passes a claim on,
# *claimed* holds it at a distance, *stressed* lends it weight.

# %% [markdown]
# ## أي مصادر؟ · Which sources?
#
# `nabra.sources` gives the share of each kind among all statements of an outlet.

# %%
sources = nabra.sources(cues)
chart = nabra.charts.sources(sources)
nabra.figures.save(chart, "figures/05-sources", sources, "Who is given the word")
chart

# %% [markdown]
# Begin with the last panel: where a source is a bare name the words do not tell its kind, and an outlet that
# prints fewer titles has less of everything else. The two English outlets have most of it, so compare within
# a language. Then look for bars that lie apart: other media at فانوس الساحل, organisations at وكالة سروة.

# %% [markdown]
# ## بأي أفعال؟ · With which verbs?
#
# The same for the classes of reporting words, for all kinds of source together.

# %%
verbs = nabra.cue_classes(cues)
chart = nabra.charts.sources(verbs)
nabra.figures.save(chart, "figures/05-verbs", verbs, "With which reporting words")
chart

# %% [markdown]
# A distancing verb is a wink at the reader, an asserting one a nod. Compare like with like: who is quoted
# moves the verbs, so the table also holds them kind by kind (`source_kind`), and languages are never
# compared, because their verbs are classed apart.

# %% [markdown]
# ## لمن هذه الكلمة؟ · Whose word is it?
#
# Now one word alone: in whose voice does it stand, outlet by outlet?

# %%
voices = nabra.voice_shares(cues, concept=CONCEPT).query("variant == @WORD")
chart = nabra.charts.voices(voices)
nabra.figures.save(chart, "figures/05-voices", voices, "Who says terrorists")
chart

# %% [markdown]
# The plain part of a bar is the outlet's own. Where it is missing, the word still reaches the reader, and
# somebody was chosen to bring it.

# %% [markdown]
# ## من بالاسم؟ · By name
#
# Who are they? The speakers that the texts name for this word, most frequent first.

# %%
speakers = cues.mentions[cues.mentions["variant"] == WORD].merge(cues.documents[["doc_id", "outlet"]])
speakers.groupby(["outlet", "speaker"]).size().sort_values(ascending=False, kind="stable").to_frame("mentions").head(8)

# %% [markdown]
# A handful of people say the word again and again. That is a finding about access, and about whoever has a
# press office; whether it was the outlet's choice or the day's events, the table cannot tell.

# %% [markdown]
# ## السطور · The lines
#
# The most frequent speaker's lines, to see whether the machine gave the words to the right mouth.

# %%
nabra.lines(cues, concept=CONCEPT, variant=WORD, voice="reported", limit=6)

# %% [markdown]
# The speaker stands under each word. Where you would name somebody else, the rule was wrong; speakers are
# the hardest thing that Nabra reads, and `make evaluate` says how often it errs.
