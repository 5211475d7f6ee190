"""The report: one HTML page that needs no network, in Arabic and English, every number open to its lines."""

import json
from pathlib import Path

from markupsafe import Markup

from nabra.cues.unresolved import nothing_left
from nabra.errors import NabraError
from nabra.show import report_sources as of_sources
from nabra.show import report_tables as rows
from nabra.show.figures import write_atomic
from nabra.show.inline_svg import shared
from nabra.show.page import data, environment, policy, template
from nabra.show.report_copies import copies_section, genres_left_out
from nabra.show.report_corrected import corrected_rows
from nabra.show.report_methods import method_rows
from nabra.show.report_lines import PER_PAGE, cells_of, marked_words
from nabra.show.safe import strip_controls

BY_CONCEPT = ("shares", "shares_wide", "voice_shares", "quotedness")
TABLES = (*BY_CONCEPT, "order_changes", "corrected", "sources", "source_words", "cue_classes", "devices",
          "sensitivity", "copies")
LONGEST_LIST = 40
WHOLE_CODEBOOK = ("forms", "conditions")     # megabytes; manifest.json beside the page has them


def write_report(cues, tables, manifest, out_dir, drawn=None):
    """Write the report's page.

    Parameters
    ----------
    cues : Cues
        The measured articles.
    tables : dict of str to pandas.DataFrame
        ``shares`` (voice narrator), ``shares_wide`` (narrator and undetermined wording), ``voice_shares``,
        ``quotedness``, ``order_changes``, ``corrected`` (by hand-coded lines), ``sources``,
        ``source_words``, ``cue_classes``, ``devices``, ``sensitivity`` and ``copies``; all but the first may be
        missing.
        Without ``corrected`` the page says that it was checked against machine-coded lines only.
    manifest : dict
        Printed at the end. If it holds ``forms`` (at the top or under ``codebook``) the codebook is printed
        with its terms; ``rejected``, ``notes`` and ``genres_left_out`` are said with the articles.
    out_dir : str or Path
        The folder to write ``index.html`` into.
    drawn : dict of str to bytes, optional
        Charts of these tables that `nabra.show.gallery.draw_all` drew; the page draws the others itself.

    Returns
    -------
    Path
        The page.

    Raises
    ------
    NabraError
        A table is missing or unknown, or the page cannot be written.
    """
    return write_atomic(Path(out_dir) / "index.html", render(cues, tables, manifest, drawn=drawn))


def render(cues, tables, manifest, per_page=PER_PAGE, drawn=None):
    """The report as HTML text; see `write_report`. ``per_page`` limits the lines the page holds."""
    unknown = sorted(set(tables) - set(TABLES))
    if "shares" not in tables or unknown:
        what = f"'{unknown[0]}' is unknown" if unknown else "'shares' is missing"
        raise NabraError(f"tables for the report: {what}; give some of {', '.join(TABLES)}")
    concepts = list(dict.fromkeys(tables["shares"]["concept"].dropna()))
    cells, cap = cells_of(cues, concepts, per_page)
    words, script = data("words.toml"), template("report.js")
    clear, unclear, more = rows.order_rows(tables.get("order_changes"), cues.labels, cells)
    by_concept = {name: table for name, table in tables.items() if name in BY_CONCEPT}
    letters, sections = with_shared_letters(rows.concept_sections(cues, by_concept, cells, words, drawn))
    return environment(words).get_template("report.html.j2").render(
        title=words["title"], css=Markup(template("report.css")), script=Markup(script), policy=policy(script),
        letters=Markup(letters), sections=sections, cap=cap, corpus=rows.corpus_rows(cues),
        neutral=rows.neutral_cells(cells), nothing_left=nothing_left(cues.mentions),
        marked=marked_words(cues), clear_changes=clear, unclear_changes=unclear, changes_more=more,
        with_changes="order_changes" in tables, corrected=corrected_rows(tables.get("corrected"), cues.labels),
        sources=of_sources.source_section(cues, tables),
        devices=of_sources.device_section(cues, tables.get("devices")),
        sensitivity=of_sources.sensitivity_section(tables.get("sensitivity")),
        methods=method_rows(tables), copies=copies_section(tables.get("copies")), left_out=genres_left_out(manifest),
        codebook=rows.codebook_rows(cues.labels, found(manifest, "forms")), codebook_name=cues.codebook_name,
        manifest=printed(manifest), rejected=rejected(manifest), notes=notes(manifest),
    )


def with_shared_letters(sections):
    """The letters of all charts, and the sections with charts that use them."""
    drawn = {(place, kind): svg for place, one in enumerate(sections) for kind, svg in one["charts"].items()}
    letters, drawn = shared(drawn)
    return letters, [one | {"charts": {kind: drawn[place, kind] for kind in one["charts"]}}
                     for place, one in enumerate(sections)]


def found(manifest, name):
    """The value called ``name`` at the top of the manifest or one step below; None if there is none."""
    if name in manifest:
        return manifest[name]
    below = [value[name] for value in manifest.values() if isinstance(value, dict) and name in value]
    return below[0] if below else None


def rejected(manifest):
    """How many rows were rejected in reading."""
    value = found(manifest, "rejected")
    if isinstance(value, dict):
        return sum(count for count in value.values() if isinstance(count, int))
    return len(value) if isinstance(value, (list, tuple)) else value or 0


def notes(manifest):
    """The manifest's notes, as a list of sentences."""
    value = found(manifest, "notes") or []
    return [value] if isinstance(value, str) else [str(note) for note in value]


def printed(manifest):
    """The manifest as text, without the codebook's forms and conditions and with long lists shortened."""
    return json.dumps(_shortened(manifest), ensure_ascii=False, indent=2, default=str)


def _shortened(value):
    if isinstance(value, dict):
        kept = [(key, item) for key, item in value.items() if key not in WHOLE_CODEBOOK]
        more = {} if len(kept) <= LONGEST_LIST else {"…": f"{len(kept) - LONGEST_LIST} more"}
        return {str(key): _shortened(item) for key, item in kept[:LONGEST_LIST]} | more
    if isinstance(value, (list, tuple)):
        more = [f"… {len(value) - LONGEST_LIST} more"] if len(value) > LONGEST_LIST else []
        return [_shortened(item) for item in value[:LONGEST_LIST]] + more
    return strip_controls(value)[:1000] if isinstance(value, str) else value
