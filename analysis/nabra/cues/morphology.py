"""What a morphological database (CALIMA, camel_morph) says of an entry, while a codebook is written.

The database is never asked in a measurement: what is accepted of its proposals is written into the codebook, so
that a result does not depend on what is installed. Such a file holds stems, prefixes and suffixes, and tables that
say which go together; camel-tools reads it.
"""

import gzip
import os
import shutil
import tempfile
from collections import defaultdict
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from nabra.cues.inflect import NUMBERS, TENSES, word_forms
from nabra.errors import NabraError
from nabra.text.normalise import word_key

CATALOGUE = '{"version": "1.6.0", "packages": {}, "components": {}}'
RARE = -20.0        # log-probability of a reading that the database has never counted
_POS = {"verb": ("verb",), "name": ("noun_prop", "noun", "adj")}
_NOMINAL = ("noun", "adj", "noun_prop", "noun_quant", "noun_num", "adj_comp")
_PEOPLE = ("human", "adjective", "nisba")
# Prefixes and pronouns that entries leave out on purpose (see cues/inflect.py).
_QUESTION = "prc3"
_SPEAKERS = ("1", "2")
_PERSONS = ("1s", "2ms", "2fs", "2d", "2fp")


class Reading(NamedTuple):
    """One analysis of a word: its lemma, part of speech, log-probability and gloss."""

    lemma: str
    pos: str
    logprob: float
    gloss: str


class Morphology:
    """A morphology database, opened.

    Parameters
    ----------
    path : str or Path
        A ``.db`` file, or one packed with gzip (``.db.gz``).

    Raises
    ------
    NabraError
        No such file, or camel-tools cannot read it.
    """

    def __init__(self, path):
        self.path = Path(path)
        if not self.path.is_file():
            raise NabraError(f"morphology {path}: there is no such file; install one with 'camel_data -i light' and "
                             "give its morphology.db")
        database, analyzer = _camel_tools()
        try:
            with _unpacked(self.path) as plain:
                self._db = database(str(plain), "a")
        except Exception as error:
            raise NabraError(f"morphology {path}: camel-tools cannot read it ({type(error).__name__}); give a "
                             "morphology.db of camel-tools, or one packed with gzip") from None
        self._analyzer = analyzer(self._db)
        self._read = {}

    @cached_property
    def _stems(self):
        """Stems by lemma: (surface, category, features)."""
        found = defaultdict(list)
        for surface, analyses in self._db.stem_hash.items():
            for category, features in analyses:
                found[features.get("lex", "")].append((surface, category, features))
        return found

    @cached_property
    def _lemmas(self):
        """Lemmas by their matching key."""
        found = defaultdict(set)
        for lemma in self._stems:
            found[word_key(lemma)].add(lemma)
        return found

    @cached_property
    def _affixes(self):
        """Prefixes and suffixes by category: lists of (surface, features)."""
        sides = []
        for table in (self._db.prefix_hash, self._db.suffix_hash):
            side = defaultdict(list)
            for surface, analyses in table.items():
                for category, features in analyses:
                    side[category].append((surface, features))
            sides.append(side)
        return sides

    def readings(self, word):
        """The readings of a word, the likeliest first; none where the database does not know it."""
        if word not in self._read:
            found = {}
            for analysis in self._analyzer.analyze(word):
                reading = Reading(analysis["lex"], analysis["pos"], _number(analysis.get("pos_lex_logprob")),
                                  analysis.get("stemgloss") or analysis.get("gloss", ""))
                key = (reading.lemma, reading.pos)
                if key not in found or reading.logprob > found[key].logprob:
                    found[key] = reading
            self._read[word] = sorted(found.values(), key=lambda one: (-one.logprob, one.lemma, one.pos))
        return self._read[word]

    def lemmas(self, entry):
        """The lemmas of the database that an Arabic entry may be: spelled alike, of a fitting part of speech."""
        wanted = _POS.get(entry.kind, _NOMINAL)
        spelled = {lemma for stem in (entry.stem, *entry.also) for lemma in self._lemmas.get(word_key(stem), ())}
        if entry.kind == "defective":
            spelled |= self._lemmas.get(word_key(entry.stem)[:-1], set())
        if entry.kind == "plural":
            spelled |= self._of_plural(entry.stem)
        fitting = sorted(lemma for lemma in spelled
                         if any(features.get("pos") in wanted for _, _, features in self._stems[lemma]))
        if entry.kind in _PEOPLE:
            return [lemma for lemma in fitting if self._has_sound_plural(lemma)] or fitting
        return fitting

    def _has_sound_plural(self, lemma):
        """Whether the lemma has a plural in ون: a word for people or an adjective, and no place spelled alike."""
        return any(stem + "ون" in self._inflected(stem, category, plain=True)
                   for stem, category, _ in self._stems[lemma])

    def _of_plural(self, word):
        """Lemmas whose broken plural ``word`` is."""
        return {analysis["lex"] for analysis in self._analyzer.analyze(word) if analysis.get("num") == "p"}

    def forms(self, lemmas, kind="noun"):
        """Every form of the lemmas that the database knows, as word keys.

        Parameters
        ----------
        lemmas : iterable of str
        kind : str
            The entry's class: parts of speech that do not fit it are left out, and so are the question prefix and
            the pronouns of a single speaker or hearer.

        Returns
        -------
        frozenset of str
        """
        wanted, found = _POS.get(kind, _NOMINAL), set()
        for lemma in lemmas:
            for surface, category, features in self._stems[lemma]:
                alone = kind == "plural" and not _is_broken(features)
                if features.get("pos") in wanted and features.get("asp") != "c" and not alone:
                    found |= {word_key(form) for form in self._inflected(surface, category)}
        return frozenset(found)

    def plurals(self, lemmas):
        """The broken plurals of the lemmas, in the shortest form each."""
        found = set()
        for lemma in lemmas:
            for surface, category, features in self._stems[lemma]:
                if _is_broken(features):
                    forms = self._inflected(surface, category, plain=True)
                    if forms:
                        found.add(min(forms, key=lambda form: (len(form), form)))
        return sorted(found)

    def _inflected(self, stem, category, plain=False):
        """Surfaces of a stem with all prefixes and suffixes that go with it, or with neither article nor pronoun."""
        db, (prefixes, suffixes) = self._db, self._affixes
        found = set()
        for suffix_category in db.stem_suffix_compat.get(category, ()):
            for suffix, ending in suffixes[suffix_category]:
                owned = ending.get("enc0", "0")
                if owned != "0" and (plain or owned.startswith(_PERSONS)) or ending.get("per") in _SPEAKERS:
                    continue
                for prefix_category in prefixes:
                    if not self._fit(prefix_category, category, suffix_category):
                        continue
                    for prefix, features in prefixes[prefix_category]:
                        if features.get(_QUESTION, "0") == "0" and not (plain and prefix) \
                                and features.get("per") not in _SPEAKERS:
                            found.add(prefix + stem + suffix)
        return found

    def _fit(self, prefix, stem, suffix):
        db = self._db
        return stem in db.prefix_stem_compat.get(prefix, ()) and suffix in db.prefix_suffix_compat.get(prefix, ())


class Audit(NamedTuple):
    """What the database says of one entry.

    ``lemmas``: those it may be. ``known``: forms of theirs; ``missing``: of these, what the entry lacks even
    without its switches (number, gender, definite, clitics), which leave forms out on purpose.
    ``plurals``: broken plurals that the entry does not list.
    """

    lemmas: tuple
    known: frozenset
    missing: tuple
    plurals: tuple

    @property
    def coverage(self):
        """The share of the database's forms that the entry has; None where it knows none."""
        return None if not self.known else 1 - len(self.missing) / len(self.known)


def audit(entry, morphology, within=None):
    """Compare an Arabic entry with the database.

    Parameters
    ----------
    entry : nabra.cues.inflect.Entry
    morphology : Morphology
    within : set of str, optional
        Word keys: only forms among these are compared, as a rule the words of a corpus.

    Returns
    -------
    Audit
    """
    lemmas = morphology.lemmas(entry)
    known = morphology.forms(lemmas, entry.kind)
    known = known if within is None else known & within
    whole = replace(entry, numbers=NUMBERS, gender="any", definite="any", clitics="any", construct=True, tenses=TENSES)
    missing = tuple(sorted(known - word_forms(whole, "ar")))
    listed = {word_key(plural) for plural in (entry.stem, *entry.plurals)}
    plurals = tuple(one for one in morphology.plurals(lemmas) if word_key(one) not in listed)
    return Audit(tuple(lemmas), known, missing, plurals)


def strangers(surfaces, entry, morphology):
    """The surfaces whose likeliest reading is another lemma than the entry's: (surface, Reading) pairs."""
    own = set(morphology.lemmas(entry))
    found = []
    for surface in surfaces:
        readings = [one for one in morphology.readings(surface) if one.logprob > RARE]
        if own and readings and readings[0].lemma not in own:
            found.append((surface, readings[0]))
    return found


def _is_broken(features):
    """Whether a stem is a broken plural."""
    return features.get("num") == "p" and features.get("form_num") != "p"


def _number(value):
    try:
        return float(value)
    except (TypeError, ValueError):
        return -99.0


def _camel_tools():
    """camel-tools' reader and analyzer, imported so that nothing is downloaded and no home folder is touched."""
    with tempfile.TemporaryDirectory(prefix="nabra-") as folder:
        Path(folder, "catalogue.json").write_text(CATALOGUE, encoding="utf-8")
        before = os.environ.get("CAMELTOOLS_DATA")
        os.environ.setdefault("CAMELTOOLS_DATA", folder)
        try:
            from camel_tools.morphology.analyzer import Analyzer
            from camel_tools.morphology.database import MorphologyDB
        except ImportError as error:
            raise NabraError(f"camel-tools is not installed ({error.name}); set the environment up with 'make'") from None
        finally:
            if before is None:
                os.environ.pop("CAMELTOOLS_DATA", None)
    return MorphologyDB, Analyzer


class _unpacked:
    """The database as a plain file while it is read."""

    def __init__(self, path):
        self._path, self._folder = path, None

    def __enter__(self):
        if self._path.suffix != ".gz":
            return self._path
        self._folder = tempfile.TemporaryDirectory(prefix="nabra-")
        plain = Path(self._folder.name, "morphology.db")
        with gzip.open(self._path, "rb") as packed, plain.open("wb") as file:
            shutil.copyfileobj(packed, file)
        return plain

    def __exit__(self, *error):
        if self._folder is not None:
            self._folder.cleanup()
