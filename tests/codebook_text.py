"""How the tests write codebooks, and what they find in invented texts."""

from nabra.cues.codebook import from_text
from nabra.cues.function import weights
from nabra.cues.measure import instruments, measure_articles
from nabra.tables import frame
from nabra.text.language import packs

HEAD = 'codebook: trial\nversion: "1"\ntitle: {ar: تجربة, en: Trial}\n'


def book(*concepts, head=HEAD):
    """A codebook of concepts (``concept``), compiled."""
    return from_text(head + "concepts:\n" + "".join(concepts), "trial.yml")


def concept(name, *variants, more=""):
    """A concept with its variants; ``more``: further lines, such as 'requires: …'."""
    lines = "".join(f"    {line}\n" for line in more.splitlines())
    return f"  - id: {name}\n    label: {{ar: س, en: {name}}}\n{lines}    variants:\n" + "".join(variants)


def variant(name, ar=(), en=(), more=""):
    """A variant with its terms by language."""
    lines = "".join(f"        {line}\n" for line in more.splitlines())
    listed = "".join(f"          {language}:\n" + "".join(f"            - {term}\n" for term in terms)
                     for language, terms in (("ar", ar), ("en", en)) if terms)
    return f"      - id: {name}\n        label: {{ar: س, en: {name}}}\n{lines}        terms:\n{listed}"


def one(*terms, language="ar", more=""):
    """A codebook of one concept a with one variant b."""
    return book(concept("a", variant("b", **{language: terms}), more=more))


def mentions(compiled, text, language="ar", title=None):
    """The mentions of one invented article: a list of dicts."""
    documents = frame("documents", [{"doc_id": "x", "outlet": "o", "language": language, "title": title, "text": text}])
    found = measure_articles(documents, instruments(compiled, packs(), weights()))
    return found["mentions"].to_dict("records")


def surfaces(compiled, text, language="ar"):
    """What is found in a text, as printed."""
    return [mention["surface"] for mention in mentions(compiled, text, language)]
