# %% [markdown]
# # Hostile articles
#
# What a page must survive: scripts, event handlers, `javascript:` links, direction signs, formulas, endless words.

# %%
import os

import nabra
import pandas as pd

HOSTILE = [
    "<script>window.hacked = 1</script> the terrorists fled.", "<img src=x onerror='window.hacked = 1'> rebels.",
    "</td></table><svg onload='window.hacked = 1'> Armed terrorists <b onmouseover=alert(1)>said</b>.",
    "The \u202egunmen\u202c \u2066left\u2069 and =cmd()|' /C calc'!A1 said that terrorists", "terrorists " + "x" * 10_000,
    "قال «الإرهابيون <script>window.hacked = 1</script> فرّوا» وقصف المسلحون {{ 1 }} $E=mc^2$ القرية قرب حلب في سوريا.",
    "عادت \u202eالمعارضة المسلحة\u202c <img src=x onerror='window.hacked = 1'> إلى حلب، وقال الوزير إن الإرهابيين هربوا.",
]
os.chdir("..")

# %%
texts = [f"{text} {day} {'في سوريا' if 'حلب' in text else 'That was near Aleppo, Syria.'}" for day in range(2) for text in HOSTILE]
articles = pd.DataFrame({"text": texts}).assign(
    outlet=["<img src=x onerror='window.hacked = 1'>"] * 7 + ["جريدة <b onmouseover='window.hacked = 1'>الغد</b>"] * 7,
    title="<script>window.hacked = 1</script> terrorists",
    url="javascript:window.hacked=1", date="2017-01-01")
os.makedirs("build", exist_ok=True)
articles.to_csv("build/hostile.csv")
cues = nabra.measure(nabra.read("build/hostile.csv"), nabra.codebook("syria"))

# %%
nabra.lines(cues, concept="armed-groups")

# %%
cues.mentions.head(4)

# %%
nabra.charts.forest(nabra.shares(cues, concept="armed-groups"))

# %%
nabra.charts.voices(nabra.voice_shares(cues, concept="armed-groups").query("variant == 'terrorists'"))

# %%
nabra.lines(cues, concept="armed-groups").browse(size=4)
