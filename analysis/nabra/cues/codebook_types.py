"""What a codebook is made of: concepts, their variants, and the terms that each variant lists."""

from dataclasses import dataclass

import pandas as pd

from nabra.cues.inflect import Entry

LANGUAGES = ("ar", "en")
KINDS = ("self-name", "other-name", "category")


@dataclass(frozen=True)
class Condition:
    """Words that must, or must not, stand near a term.

    Attributes
    ----------
    kind : {'not', 'requires'}
    scope : {'words', 'sentence', 'article'}
    before, after : int
        For ``words``: how many on each side, not over the end of the sentence.
    any, against : tuple of tuple of frozenset of str
        Phrases: the word keys accepted at each position. A requirement is met where more of ``any`` than of
        ``against`` stand.
    owner : str
        Where the codebook states it: "concept", "concept/variant" or "concept/variant/term".
    line : int
    """

    kind: str
    scope: str
    before: int
    after: int
    any: tuple
    against: tuple = ()
    owner: str = ""
    line: int = 0

    def __hash__(self):
        return hash((self.owner, self.kind, self.line))


@dataclass(frozen=True)
class Term:
    """One way of writing a variant, or a phrase to be passed over.

    Attributes
    ----------
    text : str
        As written in the codebook (stems, for inflected terms). What is written once gives a term for each way of
        filling its optional words and for each reading of words that agree.
    language : {'ar', 'en'}
    words : tuple of frozenset of str
        The word keys accepted at each position.
    concept, variant : str or None
        Both None: an exclude, which swallows the words it covers.
    exact : bool
        Case counts: the words as printed, joined by single spaces, must be one of ``surfaces``.
    surfaces : frozenset of str
    line : int
        The codebook's line, from 1.
    shared : bool
        The codebook declares that the term also stands in another concept.
    nots : tuple of Condition
        Where one of them is met the place is no mention.
    requires : Condition or None
        Where it is not met nobody can tell the referent.
    entry : Entry or None
        The dictionary entry, of a term that is one word.
    """

    text: str
    language: str
    words: tuple[frozenset[str], ...]
    concept: str | None
    variant: str | None
    exact: bool = False
    surfaces: frozenset[str] = frozenset()
    line: int = 0
    shared: bool = False
    nots: tuple[Condition, ...] = ()
    requires: Condition | None = None
    entry: Entry | None = None


@dataclass(frozen=True)
class Variant:
    """One way of naming a concept. ``kind`` says who calls it so: self-name, other-name, category."""

    id: str
    label_ar: str
    label_en: str
    gloss: str | None
    source: str | None
    kind: str | None
    terms: tuple[Term, ...]


@dataclass(frozen=True)
class Concept:
    """One referent and its alternatives, in the codebook's order.

    ``baseline`` concepts hold neutral names: they say how often an outlet sets names in quotation
    marks at all, and have no shares.
    """

    id: str
    label_ar: str
    label_en: str
    gloss: str | None
    variants: tuple[Variant, ...]
    baseline: bool = False


@dataclass(frozen=True)
class Codebook:
    """A compiled codebook; ``sha256`` is of the file's bytes, ``source_name`` the file's name."""

    name: str
    version: str
    title_ar: str
    title_en: str
    licence: str | None
    concepts: tuple[Concept, ...]
    excludes: tuple[Term, ...]
    sha256: str
    source_name: str

    @property
    def terms(self):
        """All terms in the codebook's order, the excludes last."""
        named = [term for concept in self.concepts for variant in concept.variants for term in variant.terms]
        return (*named, *self.excludes)

    @property
    def conditions(self):
        """Every condition of every term, each once, in the codebook's order."""
        return tuple(dict.fromkeys(condition for term in self.terms
                                   for condition in (*term.nots, term.requires) if condition is not None))

    def labels(self):
        """The names to print: one row per variant, in the codebook's order.

        Returns
        -------
        DataFrame
            concept, variant, concept_ar, concept_en, variant_ar, variant_en, baseline, order (from 0).
        """
        rows = [(c.id, v.id, c.label_ar, c.label_en, v.label_ar, v.label_en, c.baseline)
                for c in self.concepts for v in c.variants]
        names = ["concept", "variant", "concept_ar", "concept_en", "variant_ar", "variant_en", "baseline"]
        table = pd.DataFrame(rows, columns=names).astype({name: "string" for name in names[:-1]})
        return table.assign(baseline=table["baseline"].astype("bool"), order=range(len(table)))

    def forms(self):
        """What was looked for: by "concept/variant/term", the sorted accepted forms at each position.

        Excludes stand under "exclude/term". A term with several readings (all its words definite, or
        none) has further entries that end in " (2)" and so on. For terms whose case counts the printed
        forms are given, as the one position.
        """
        found = {}
        for term in self.terms:
            head = f"{term.concept}/{term.variant}" if term.concept else "exclude"
            key, count = f"{head}/{term.text}", 1
            while key in found:
                count += 1
                key = f"{head}/{term.text} ({count})"
            found[key] = [sorted(forms) for forms in ([term.surfaces] if term.exact else term.words)]
        return found

    def stated(self):
        """The conditions as the manifest keeps them.

        Returns
        -------
        dict
            ``phrases``: the sorted forms at each position of every phrase that a condition names, each phrase once;
            ``conditions``: one record a condition, whose ``any`` and ``against`` are places in ``phrases``.
        """
        places, records = {}, []
        for one in self.conditions:
            any_of, against = ([places.setdefault(phrase, len(places)) for phrase in phrases]
                               for phrases in (one.any, one.against))
            records.append({"at": one.owner, "kind": one.kind, "scope": one.scope, "before": one.before,
                            "after": one.after, "any": any_of, "against": against})
        return {"phrases": [[sorted(keys) for keys in phrase] for phrase in places], "conditions": records}
