"""Concordance lines as HTML: for a notebook, for a page of their own, and for the report."""

import pandas as pd

from nabra.show.safe import escape, is_arabic, link, one_line

FIRST = 50
LONGEST = 300
ALIGN = {"before": "end", "key": "center", "after": "start", "source": "start"}
HEADS = {"ar": ("قبلها", "الكلمة", "بعدها", "المصدر"), "en": ("before", "key", "after", "source")}
VOICE_WORDS = {
    "narrator": ("صوت المنبر", "narrator"),
    "reported": ("كلام منقول", "reported"),
    "quoted": ("اقتباس", "quoted"),
}
MARK_WORDS = {
    "name": ("اسم بين علامتين", "marked name"),
    "label": ("لفظ بين علامتين", "marked word"),
    "fragment": ("جزء من قول", "fragment"),
    "speech": ("قول", "speech"),
}

CONSTRUCTION_WORDS = {
    "active": ("مبني للمعلوم", "active"),
    "passive": ("مجهول معه الفاعل", "passive"),
    "agentless": ("مجهول بلا فاعل", "agentless"),
    "nominal": ("اسم", "nominal"),
    "intransitive": ("لازم", "intransitive"),
}
LIST = {"ar": "، ", "en": ", "}     # what parts the words of a list
DOER_WORDS = {True: ("الفاعل مذكور", "doer named"), False: ("الفاعل غير مذكور", "doer not named")}

# An inline block's baseline is that of its last line: so the end of `before`, the key and the beginning
# of `after` stand on one line and read on, however often they wrap.
STYLE = """
.nabra-lines{--ink:var(--jp-content-font-color1,#1c2024);--soft:var(--jp-content-font-color2,#59616b);
--paper:var(--jp-layout-color0,#fff);--rule:var(--jp-border-color2,#d5d9de);
--narrator:#005a8f;--reported:#8a4b00;--quoted:#8f2f6b;--marked:rgba(120,130,140,.25);
color:var(--ink);background:var(--paper);font-size:14px;line-height:1.6;max-width:100%;overflow-x:auto}
@media (prefers-color-scheme:dark){.nabra-lines{--ink:var(--jp-content-font-color1,#e6e8eb);
--soft:var(--jp-content-font-color2,#a4acb6);--paper:var(--jp-layout-color0,#15181c);
--rule:var(--jp-border-color2,#3a4048);--narrator:#6cb8ea;--reported:#f0a860;--quoted:#e59ac8}}
[data-jp-theme-light="false"] .nabra-lines{--narrator:#6cb8ea;--reported:#f0a860;--quoted:#e59ac8}
[data-jp-theme-light="true"] .nabra-lines{--narrator:#005a8f;--reported:#8a4b00;--quoted:#8f2f6b}
.nabra-lines table{border-collapse:collapse;width:100%;table-layout:fixed;margin:.4em 0;min-width:50em}
.nabra-lines th,.nabra-lines td{padding:.25em .5em;border-bottom:1px solid var(--rule);
vertical-align:baseline;
overflow-wrap:anywhere;background:transparent;color:inherit;font-weight:normal;white-space:normal}
.nabra-lines thead th{color:var(--soft);font-size:.85em}
.nabra-lines .before{width:30%}.nabra-lines .key{width:12%}.nabra-lines .after{width:30%}
.nabra-lines .before bdi{display:inline-block}
.nabra-lines tbody .source{font-size:.85em;color:var(--soft);vertical-align:top}
.nabra-lines .date{white-space:nowrap}
.nabra-lines .v{font-weight:bold;text-decoration-line:underline;text-decoration-thickness:2px;
text-underline-offset:.25em;text-decoration-skip-ink:none}
.nabra-lines .narrator{color:var(--narrator);text-decoration-style:solid}
.nabra-lines .reported{color:var(--reported);text-decoration-style:dashed}
.nabra-lines .quoted{color:var(--quoted);text-decoration-style:dotted}
.nabra-lines .r{text-decoration-line:underline;text-decoration-thickness:1px;text-underline-offset:.3em;
text-decoration-skip-ink:none;color:inherit}
.nabra-lines .r.reported{text-decoration-color:var(--reported)}
.nabra-lines .r.quoted{text-decoration-color:var(--quoted);text-decoration-thickness:2px}
.nabra-lines .r.narrator{text-decoration-line:none}
.nabra-lines .m{background:var(--marked);border-radius:.2em;padding:0 .15em}
.nabra-lines a{color:inherit}.nabra-lines .legend span{margin-inline-end:1.2em}
.nabra-lines p{margin:.3em 0;text-align:start}
"""

CHECKED = ('<p lang="en">Checked against machine-coded lines only.</p>\n'
           '<p lang="ar" dir="rtl">فُحصت بأسطر رمّزتها الآلة فقط.</p>\n')
AS_WRITTEN = "tex2jax_ignore mathjax_ignore"     # classes: a notebook makes no formula of dollar signs in a text
POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def fragment(records, total, first=0):
    """Lines (`context.records`), one HTML table a language, and how many there are beside them."""
    parts = [f"<style>{STYLE}</style>", legend()]
    for language in ("ar", "en"):
        rows = [row for row in records if is_rtl(row) == (language == "ar")]
        if rows:
            parts.append(html_table(rows, language))
    left_out = total - len(records)
    if left_out:
        which = f"{first + 1:,} to {first + len(records):,}" if first else f"{len(records)}"
        parts.append(f"<p>{which} of {total} lines; {left_out} left out.</p>")
    if not total:
        parts.append("<p>No lines.</p>")
    return f'<div class="nabra-lines {AS_WRITTEN}">{"".join(parts)}</div>'


def page(records, total, first=0, corrected=False):
    """A whole page with every line of the records; see `whole_page`."""
    return whole_page(fragment(records, total, first), "concordance", corrected)


def whole_page(inside, title, corrected=False):
    """A whole page around HTML that is safe already; scripts and requests are forbidden by its own policy.

    Unless lines of the study were coded by people (``corrected``) the page says that none were.
    """
    checked = "" if corrected else CHECKED
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>Nabra: {escape(title)}</title>\n<style>body{{font-family:system-ui,sans-serif}}</style>\n"
        "</head>\n<body>\n"
        f"{inside}\n{checked}</body>\n</html>\n"
    )


def is_rtl(row):
    """Is this line written from right to left? By its article's language, else by its letters."""
    language = row.get("language")
    if isinstance(language, str) and language[:2] in ("ar", "en"):
        return language[:2] == "ar"
    return is_arabic("".join(str(row[column]) for column in ("before", "key", "after")))


def legend():
    """The three voices, each in its own underline."""
    items = [
        f'<span><bdi class="v {voice}">{english} · {arabic}</bdi></span>'
        for voice, (arabic, english) in VOICE_WORDS.items()
    ]
    return f'<p class="legend">{"".join(items)}</p>'


def html_table(rows, language):
    """One table of lines in one direction of writing."""
    direction = "rtl" if language == "ar" else "ltr"
    heads = "".join(
        f'<th scope="col" class="{column}" style="text-align:{side}">{word}</th>'
        for (column, side), word in zip(ALIGN.items(), HEADS[language], strict=True)
    )
    body = "".join(html_row(row, language, direction) for row in rows)
    head = f"<thead><tr>{heads}</tr></thead>"
    return f'<table dir="{direction}" lang="{language}">{head}<tbody>{body}</tbody></table>'


def html_row(row, language, direction):
    """One line: before | key | after | source."""
    voice = row["voice"] if row["voice"] in VOICE_WORDS else "narrator"
    word = VOICE_WORDS[voice][language == "en"]
    key = f'<bdi class="v {voice}" title="{word}">{cell(row["key"])}</bdi>'
    inside = {
        "before": f'<bdi dir="{direction}">{"… " * row["before"].startswith("…")}{runs_html(row, "before")}</bdi>',
        "key": key,
        "after": f'<bdi dir="{direction}">{runs_html(row, "after")}{" …" * row["after"].endswith("…")}</bdi>',
        "source": source(row, language),
    }
    cells = "".join(
        f'<td class="{column}" style="text-align:{side}">{inside[column]}</td>'
        for column, side in ALIGN.items()
    )
    return f'<tr dir="{direction}" lang="{language}">{cells}</tr>'


def runs_html(row, side):
    """One side of a line, its voices and marks drawn."""
    runs = list(row["runs"][side])
    if runs:
        runs[0] = runs[0]._replace(text=runs[0].text.lstrip(" "))
        runs[-1] = runs[-1]._replace(text=runs[-1].text.rstrip(" "))
    return "".join(run_html(*run) for run in runs)


def run_html(text, voice, marks, speaker=None):
    """A stretch of text in its voice; the narrator's own without marks is text alone."""
    if voice == "narrator" and not marks:
        return escape(one_line(text))
    said = f' title="{escape(one_line(speaker)[:200])}"' if present(speaker) else ""
    return f'<span class="r {voice}{" m" * bool(marks)}"{said}>{escape(one_line(text))}</span>'


def source(row, language):
    """Outlet, date, title (linked where the address is http or https), voice, marks and speaker."""
    outlet, date, title, *more = source_parts(row, language)
    address, name = link(row.get("url")), f"<bdi>{cell(title)}</bdi>"
    linked = f'<a href="{escape(address)}" rel="noopener noreferrer nofollow">{name}</a>' if address else name
    dated = [f'<bdi class="date">{cell(date)}</bdi>'] if date else []
    return " · ".join([f"<bdi>{cell(outlet)}</bdi>", *dated, linked, *(f"<bdi>{cell(word)}</bdi>" for word in more)])


def source_parts(row, language):
    """Outlet, date, title (or doc_id), voice and marks (or construction and doer), the speaker if known: plain text."""
    words = [VOICE_WORDS.get(row["voice"], (row["voice"],) * 2)[language == "en"]]
    if row.get("marks") in MARK_WORDS:
        words.append(MARK_WORDS[row["marks"]][language == "en"])
    words += event_words(row, language)
    date = str(row["date"])[:10] if present(row.get("date")) else ""
    title = row["title"] if present(row.get("title")) else row["doc_id"]
    speaker = [str(row["speaker"])] if present(row.get("speaker")) else []
    return [str(row["outlet"]), date, str(title), LIST[language].join(words), *speaker]


def event_words(row, language):
    """Construction and doer of an event of violence in words; [] for other lines."""
    if "construction" not in row:
        return []
    return [CONSTRUCTION_WORDS[row["construction"]][language == "en"], DOER_WORDS[bool(row["agent_named"])][language == "en"]]


def cell(value):
    """Text of the article, harmless; "" for null, an ellipsis where it is absurdly long."""
    if not present(value):
        return ""
    value = one_line(value)
    return escape(value if len(value) <= LONGEST else value[:LONGEST] + "…")


def present(value):
    """Neither null nor empty."""
    return value is not None and not pd.isna(value) and value != ""
