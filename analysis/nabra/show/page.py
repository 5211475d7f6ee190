"""What the HTML pages share: templates that escape, sentences in both languages, a rule that nothing is loaded."""

import base64
import hashlib
import tomllib
from importlib import resources

import pandas as pd
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from nabra.show.safe import escape, is_arabic, one_line

LONGEST = 300


def policy(script):
    """The page's own rule: no request, and no script but the one whose hash stands here."""
    digest = base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")
    return (
        f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'; "
        "base-uri 'none'; form-action 'none'"
    )


def environment(words):
    """Templates that escape everything; ``words``: what a page says in its own voice, in both languages."""
    made = Environment(
        loader=PackageLoader("nabra.show", "templates"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )
    made.filters["line"] = _line
    made.filters["dir"] = lambda text: "rtl" if is_arabic(text) else "ltr"
    made.globals["say"] = lambda key, **values: _said(words, key, "span", values)
    made.globals["tell"] = lambda key, **values: _said(words, key, "p", values)
    return made


def _said(words, key, tag, values):
    """The sentence ``key`` in both languages, each marked with its language and direction."""
    parts = [
        f'<{tag} class="ui-{language}" lang="{language}" dir="{direction}">'
        f"{escape(words[key][language].format(**values))}</{tag}>"
        for language, direction in (("en", "ltr"), ("ar", "rtl"))
    ]
    return Markup("".join(parts))


def _line(value):
    """Text that others wrote, on one line, without controls and not absurdly long; "" for null."""
    if value is None or pd.isna(value):
        return ""
    text = one_line(value)
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"


def template(name):
    """The text of a file of the folder templates."""
    return resources.files("nabra.show").joinpath("templates", name).read_text(encoding="utf-8")


def data(name):
    """A TOML file of the folder templates."""
    return tomllib.loads(template(name))
