"""Lines for people to code, without outlet or prediction: a sheet, and the same for Label Studio and INCEpTION."""

import json
import re
import tomllib
from functools import cache
from importlib import resources
from io import BytesIO

import pandas as pd

from nabra.cues.events import sentence_around
from nabra.errors import NabraError
from nabra.measures.sample import OF_EVENTS
from nabra.show.context import contexts, first_before, last_after
from nabra.show.safe import csv_cell, csv_text, escape, one_line, strip_controls

WINDOW = 250
LONGEST = 1000      # characters of a sentence on each side of an event
SHOWN = ["line_id", "concept", "before", "key", "after"]
KEY_NOTE = "Not for the coders: outlet, prediction and chance of being drawn of every line."
LAYER = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"


@cache
def questions():
    """What coders are asked: {column: {en, ar, values: {value: spellings}}}, from ``coding.toml``.

    ``mention`` also holds what is asked of events of violence (``events``: en, ar), and their kinds in both languages.
    """
    return tomllib.loads(_file("coding.toml"))


def _file(name):
    return resources.files("nabra.show").joinpath("templates", name).read_text(encoding="utf-8")


def sheet(sample, cues, label):
    """The blind sheet of a sample: what coders see and the empty columns they fill in.

    Parameters
    ----------
    sample : DataFrame
        Of `nabra.measures.sample.coding_sample`.
    cues : Cues
        That it was drawn from.
    label : str
        ``voice`` or ``marks``, or of events of violence ``doer`` or ``construction``.

    Returns
    -------
    DataFrame
        line_id, concept (both languages; of events: the kind), before, key, after (of events: the word's sentence),
        mention, the label, note; in the order of coding.
    """
    if label in OF_EVENTS:
        return _sheet_of_events(sample, cues).assign(**{column: "" for column in ("mention", label, "note")})
    table = contexts(sample, cues.documents, WINDOW)
    names = cues.labels.drop_duplicates("concept").set_index("concept")
    shown = [f"{names.at[one, 'concept_en']} · {names.at[one, 'concept_ar']}" for one in sample["concept"]]
    made = table[["before", "key", "after"]].assign(concept=shown, line_id=sample["line_id"].to_numpy())
    return made[SHOWN].assign(**{column: "" for column in ("mention", label, "note")})


def _sheet_of_events(sample, cues):
    """What coders see of events: the whole sentence and nothing beyond it."""
    articles = cues.documents.set_index("doc_id")[["title", "text", "language"]].to_dict("index")
    kinds, rows = questions()["mention"]["kinds"], []
    for one in sample.itertuples(index=False):
        article = articles[one.doc_id]
        text = article[one.part]
        low, high = sentence_around(text, article["language"], one.start)
        before = text[max(low, first_before(text, one.start, LONGEST)):one.start]
        after = text[one.end:max(one.end, min(high, last_after(text, one.end, LONGEST)))]
        rows.append((one.line_id, " · ".join(kinds[one.event]), one_line(before).strip(), one_line(text[one.start:one.end]),
                     one_line(after).strip()))
    return pd.DataFrame(rows, columns=SHOWN)


def pack(sample, cues, label):
    """Every file of a pack for coders.

    Parameters
    ----------
    sample, cues, label
        As in `sheet`.

    Returns
    -------
    dict of str to bytes
        ``lines.csv``; ``lines.xlsx`` where openpyxl is installed; ``label-studio.json`` (tasks) and
        ``label-studio.xml`` (the labelling interface); ``inception.tsv`` (WebAnno TSV 3.3);
        ``instructions-en.md``, ``instructions-ar.md``; ``key/key.csv``, which is not for the coders.
    """
    lines, told = sheet(sample, cues, label), "events" if label in OF_EVENTS else "coding"
    made = {
        "lines.csv": "\ufeff" + csv_text(lines),
        "label-studio.json": label_studio_tasks(lines),
        "label-studio.xml": label_studio_interface(label),
        "inception.tsv": inception(lines),
        "instructions-en.md": _file(f"{told}_en.md"),
        "instructions-ar.md": _file(f"{told}_ar.md"),
        "key/README.txt": KEY_NOTE + "\n",
        "key/key.csv": "\ufeff" + csv_text(sample.assign(label=label)),
    }
    made = {name: text.encode("utf-8") for name, text in made.items()}
    excel = workbook(lines, label)
    return made if excel is None else made | {"lines.xlsx": excel}


def workbook(lines, label):
    """The sheet as an Excel workbook with lists to choose from; None where openpyxl is not installed.

    Every cell is text: nothing in it is taken for a formula.
    """
    try:
        from openpyxl import Workbook
        from openpyxl.styles import Alignment, Font
        from openpyxl.worksheet.datavalidation import DataValidation
    except ImportError:
        return None
    book = Workbook()
    page = book.active
    page.title = "lines"
    for row, values in enumerate([lines.columns, *lines.itertuples(index=False)], 1):
        for column, value in enumerate(values, 1):
            cell = page.cell(row, column, csv_cell(str(value)) or None)
            if cell.value is not None:
                cell.data_type = "s"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.font = Font(bold=row == 1)
    for column in ("mention", label):
        place = list(lines.columns).index(column) + 1
        choice = DataValidation(type="list", formula1=f'"{",".join(questions()[column]["values"])}"', allow_blank=True)
        page.add_data_validation(choice)
        choice.add(f"{page.cell(2, place).coordinate}:{page.cell(len(lines) + 1, place).coordinate}")
    for place, width in enumerate((15, 22, 60, 18, 60, 10, 12, 24), 1):
        page.column_dimensions[page.cell(1, place).column_letter].width = width
    page.freeze_panes = "A2"
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def label_studio_tasks(lines):
    """The lines as Label Studio's JSON tasks; the data hold no outlet and no prediction."""
    tasks = [{"data": {"line_id": row["line_id"], "concept": row["concept"],
                       "line": f"{row['before']} ⟦{row['key']}⟧ {row['after']}".strip()}}
             for row in lines.to_dict("records")]
    return json.dumps(tasks, ensure_ascii=False, indent=1) + "\n"


def label_studio_interface(label):
    """Label Studio's labelling interface for the tasks."""
    parts = ['<View style="unicode-bidi: plaintext">', '  <Header value="$concept"/>',
             '  <Text name="text" value="$line"/>']
    for column in ("mention", label):
        asked = questions()[column]
        if column == "mention" and label in OF_EVENTS:
            asked = asked | asked["events"]
        parts.append(f'  <Header value="{escape(asked["en"])} · {escape(asked["ar"])}"/>')
        parts.append(f'  <Choices name="{column}" toName="text" choice="single">')
        parts += [f'    <Choice value="{value}"/>' for value in asked["values"]]
        parts.append("  </Choices>")
    return "\n".join([*parts, '  <TextArea name="note" toName="text"/>', "</View>"]) + "\n"


def inception(lines):
    """The lines as WebAnno TSV 3.3: one sentence a line, its id the line's, the key a named entity to be valued.

    Offsets count UTF-16 units, as the format has it.
    """
    parts = ["#FORMAT=WebAnno TSV 3.3", f"#T_SP={LAYER}|identifier|value", ""]
    place = 0
    for number, row in enumerate(lines.to_dict("records"), 1):
        pieces = [(word, kind == "key") for kind in ("before", "key", "after") for word in row[kind].split()]
        text = " ".join(word for word, _ in pieces).replace("\\", "\\\\")
        parts += ["", f"#Sentence.id={row['line_id']}", f"#Text={text}"]
        several = sum(marked for _, marked in pieces) > 1
        value = f"*[{number}]" if several else "*"
        for token, (word, marked) in enumerate(pieces, 1):
            end = place + len(word.encode("utf-16-le")) // 2
            coded = value if marked else "_"
            parts.append(f"{number}-{token}\t{place}-{end}\t{word}\t{coded}\t{coded}\t")
            place = end + 1
    return "\n".join(parts) + "\n"


def unescaped(value):
    """A feature value of WebAnno TSV without its escapes and its number."""
    value = re.sub(r"\[\d+\]$", "", value)
    return re.sub(r"\\(.)", r"\1", value)


def spelt(column, value, place):
    """The value that an answer stands for; None for an empty one.

    Raises
    ------
    NabraError
        The answer is none of those that the column takes.
    """
    text = strip_controls(str(value)).strip().lstrip("'").lower()
    if not text or text in ("nan", "*", "_"):
        return None
    values = questions()[column]["values"]
    for known, spellings in values.items():
        if text in spellings:
            return known
    raise NabraError(f"{place}: '{text[:40]}' is no value of {column}; write one of: {', '.join(values)}")
