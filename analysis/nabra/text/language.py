"""Language packs: what the code knows of a language, read from a data file and frozen.

Adding a language is adding ``languages/<code>.toml``; no code names a word of any language.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import product

from nabra.errors import NabraError
from nabra.tables import SOURCE_KINDS
from nabra.text.normalise import phrase_key, word_key

CUE_CLASSES = ("neutral", "asserting", "distancing", "noun", "stance")
COMPLEMENTS = ("requests", "affirming", "describing", "request_starts", "weak_starts", "object_starts", "joins",
               "heads", "single_names", "adjectives", "not_starts", "nisba", "owners", "backgrounds",
               "comma_backgrounds")
CUE_KINDS = ("verb", "act", "participle", "object", "noun", "source")

_CODE = re.compile(r"[a-z]{2,3}\.toml")      # a pack; other files of words lie beside them


@dataclass(frozen=True)
class Cue:
    """A reporting word: ``words`` are its keys in sequence (one for a verb, more for a phrase).

    ``weak``: also a common word of another meaning; ``joined``: with a conjunction written onto it.
    """

    words: tuple
    cue_class: str
    kind: str
    weak: bool = False
    joined: bool = False


@dataclass(frozen=True, eq=False)
class Pack:
    """One language, frozen. Words and phrases are matching keys (``text.normalise``)."""

    code: str
    name: dict
    direction: str
    letters: str                # a regular-expression class body: the language's script
    speaker_side: str           # 'after' or 'before' the reporting verb
    that_optional: bool
    proclitics: frozenset
    marks: dict                 # a mark as printed -> (mark, role: open | close | both | inner | single)
    ends: frozenset
    questions: frozenset
    commas: frozenset
    colons: frozenset
    abbreviations: frozenset
    that: frozenset
    that_joined: frozenset   # … written with a conjunction (وأن): the content goes on
    that_opens: frozenset    # … the others: content may begin with them
    that_other: frozenset    # words behind which that begins no content (بعد أن)
    quote_openers: frozenset
    auxiliaries: frozenset
    passives: frozenset
    clause_openers: frozenset
    clause_conjunctions: frozenset
    no_speakers: frozenset
    noun_before: frozenset   # words behind which a verb's form is a noun (بعد تناول الطعام)
    impersonal: frozenset
    pronouns: frozenset
    source_particles: tuple
    particled: frozenset          # source phrases whose source always carries a particle
    own_letters: frozenset        # words that begin with the article's last letter
    joined_articles: tuple        # particles with the article written behind them (بال، لل), longest first
    phrase_stops: frozenset
    phrase_stops_ya: frozenset    # of these, those written with ى: a name may be written with ي (على, علي)
    phrase_places: frozenset
    speech_nouns: frozenset
    headline_names: frozenset  # names that speak before a headline's colon
    full_texts: frozenset    # words, as printed, that announce a text in full (نصه:)
    going_on: frozenset      # verbs that go on with what somebody says (وأضاف)
    saying: frozenset        # verbs whose content may stand without that, colon or marks
    by_saying: frozenset     # nouns of speech with what is said right behind them (بالقول)
    speech_starts: frozenset  # words that begin speech and no name (وقال لا يمكن)
    bylines: frozenset       # verbs that name an author with a colon behind them (كتب: فلان)
    owned_speech: frozenset  # nouns of speech with their owner (تأكيده)
    relays: frozenset
    relay_particles: frozenset
    not_sources: frozenset
    source_fillers: frozenset
    source_links: frozenset    # words between a source and what it said (بحسب الوزارة فإن)
    also: frozenset            # words that join a clause, and make a source phrase only at its end (كما أوضح)
    article: str
    complement_starts: frozenset
    complement_objects: frozenset
    complement_particles: tuple
    complements: dict        # word groups for what speech acts say; "shapes": a pattern of verbal nouns
    narrator_asides: frozenset
    narrator_returns: frozenset
    clause: frozenset
    verb_beginnings: tuple
    name_nouns: frozenset
    known_names: frozenset
    known_labels: frozenset
    order: dict                 # word groups of a language whose subject stands before its verb
    sources: dict               # groups of words that help to find who speaks -> phrase keys
    source_kinds: dict          # words and phrases that tell the kind of a source -> (kind, light, head)
    devices: dict               # phrase key -> device
    device_ends: frozenset      # the last words of those phrases
    cues: tuple                 # of Cue
    boilerplate: frozenset      # phrase keys of whole lines
    boilerplate_starts: tuple   # phrases with which such a line begins, as printed
    boilerplate_tails: tuple    # phrases that make the rest of their line such


# For what a pack says of one word or name: each is looked up once. It changes no result.
remembered = lru_cache(maxsize=1 << 14)


@cache
def available():
    """Codes of the language packs that are here, sorted."""
    folder = files("nabra") / "languages"
    return tuple(sorted(entry.name[:-5] for entry in folder.iterdir() if _CODE.fullmatch(entry.name)))


@cache
def load(code):
    """The language pack ``code`` ('ar', 'en', …).

    Raises
    ------
    NabraError
        if there is no such pack; the message names those there are.
    """
    if code not in available():
        raise NabraError(f"language '{code}' has no pack; one of {', '.join(available())}")
    with (files("nabra") / "languages" / f"{code}.toml").open("rb") as file:
        data = tomllib.load(file)
    data.setdefault("sources", {})["silent"] = _first_column(f"{code}_silent.csv")
    return _pack(data)


def _first_column(name):
    """The words of a mined list of ``languages/`` (one line names the columns); none where there is no list."""
    place = files("nabra") / "languages" / name
    lines = place.read_text(encoding="utf-8").splitlines() if place.is_file() else []
    return [line.partition(",")[0] for line in lines if not line.startswith("#")][1:]


def packs():
    """All language packs by code."""
    return {code: load(code) for code in available()}


def _pack(data):
    words, sentence = data["words"], data["sentence"]
    return Pack(
        code=data["code"], name=data["name"], direction=data["direction"], letters=data["letters"],
        speaker_side=data["speaker_side"], that_optional=data["that_optional"],
        proclitics=_keys(data["proclitics"]), marks=_marks(data["marks"]),
        ends=frozenset(sentence["ends"]), questions=frozenset(sentence["questions"]),
        commas=frozenset(sentence["commas"]), colons=frozenset(sentence["colons"]),
        abbreviations=_keys(sentence["abbreviations"]),
        that=_keys(words["that"]), that_joined=_joined(data),
        that_opens=_keys(words["that"]) - _joined(data), that_other=_keys(words.get("that_other", [])),
        quote_openers=_keys(words["quote_openers"]),
        auxiliaries=_keys(words["auxiliaries"]), passives=_keys(words["passives"]),
        no_speakers=_keys(words["no_speakers"]), noun_before=_keys(words.get("noun_before", [])),
        clause_openers=_keys(words["clause_openers"]),
        clause_conjunctions=_keys(words["clause_conjunctions"]), impersonal=_keys(words["impersonal"]),
        pronouns=_keys(words["pronouns"]),
        source_particles=tuple(sorted(map(word_key, words["source_particles"]), key=len, reverse=True)),
        particled=_keys(words.get("particled", [])), own_letters=_keys(words.get("own_letters", [])),
        joined_articles=_joined_articles(data),
        phrase_stops=_keys(words["phrase_stops"]),
        phrase_stops_ya=_keys(stop for stop in words["phrase_stops"] if stop.endswith("ى")),
        phrase_places=_keys(words["phrase_places"]), speech_nouns=_keys(words["speech_nouns"]),
        headline_names=_keys(words.get("headline_names", [])), full_texts=frozenset(words.get("full_texts", [])),
        going_on=_keys(words.get("going_on", [])), saying=_keys(words.get("saying", [])),
        by_saying=_keys(words.get("by_saying", [])), speech_starts=_keys(words.get("speech_starts", [])),
        bylines=_keys(words.get("bylines", [])), owned_speech=_keys(words.get("owned_speech", [])),
        relays=_keys(words["relays"]), relay_particles=_keys(words["relay_particles"]),
        source_fillers=_keys(words["source_fillers"]), source_links=_keys(words.get("source_links", [])),
        also=_keys(words.get("also", [])),
        not_sources=_keys(words.get("not_sources", [])), article=word_key(words["article"]),
        complement_starts=_keys(words["complement_starts"]),
        complement_objects=_keys(words["complement_objects"]),
        complement_particles=tuple(map(word_key, words["complement_particles"])),
        complements=_complements(data),
        narrator_asides=_keys(words["narrator_asides"]), narrator_returns=_keys(words["narrator_returns"]), clause=_keys(words["clause"]),
        verb_beginnings=tuple(word_key(start) for start in words["verb_beginnings"]),
        name_nouns=_name_nouns(data), known_names=_keys(data["name_nouns"]["known"]),
        order={group: frozenset(map(word_key, members)) for group, members in data.get("order", {}).items()},
        known_labels=_keys(data["name_nouns"]["labels"]),
        sources={group: _keys(members) for group, members in data.get("sources", {}).items()},
        source_kinds=_source_kinds(data),
        devices={phrase_key(phrase): device for device, phrases in data["devices"].items() for phrase in phrases},
        device_ends=frozenset(phrase_key(phrase).split(" ")[-1] for phrases in data["devices"].values() for phrase in phrases),
        cues=_cues(data), boilerplate=_keys(data["boilerplate"]["lines"]),
        boilerplate_starts=tuple(data["boilerplate"]["starts"]),
        boilerplate_tails=tuple(data["boilerplate"]["tails"]),
    )


def _complements(data):
    """The groups of ``[complements]``: keys (of verbs with their prefixes), and one pattern of shapes."""
    groups = dict(data.get("complements", {}))
    prefixes = [word_key(prefix) for prefix in data["cue_prefixes"]]
    made = {"shapes": re.compile("|".join(groups.pop("shapes", [])) or "(?!)")}
    for group, members in groups.items():
        if isinstance(members, str):
            forms = map(word_key, members.split())
            made[group] = frozenset(prefix + form for form in forms for prefix in prefixes)
        else:
            made[group] = frozenset(map(word_key, members))
    for group in COMPLEMENTS:
        made.setdefault(group, frozenset())
    return made


def _keys(phrases):
    return frozenset(phrase_key(phrase) for phrase in phrases)


def _source_kinds(data):
    """Phrase key -> (kind, light, head): a clearer word may follow a light one; head: as a source's first word only."""
    groups = dict(data.get("source_kinds", {}))
    light, head = groups.pop("light", {}), groups.pop("head", {})
    article, kinds = word_key(data["words"]["article"]), {}
    for lists, nature in ((groups, (False, False)), (light, (True, False)), (head, (False, True))):
        for kind, members in lists.items():
            if kind not in SOURCE_KINDS:
                raise NabraError(f"language {data['code']}: source kind '{kind}' unknown; "
                                 f"one of {', '.join(SOURCE_KINDS)}")
            for member in members:
                words = phrase_key(member.replace("_", " ")).split()
                key = " ".join(without_article(word, article) for word in words)
                if kinds.setdefault(key, (kind, *nature)) != (kind, *nature):
                    raise NabraError(f"language {data['code']}: '{member}' is in two lists of source_kinds; "
                                     "leave it in one")
    return kinds


def _name_nouns(data):
    """The nouns with the particles that may be written onto them."""
    nouns = _keys(data["name_nouns"]["words"])
    return nouns | {word_key(particle) + noun for particle in data["proclitics"] for noun in nouns}


def _joined_articles(data):
    """The proclitics that end with the article, and the particles of a source that are one with it (لل)."""
    article = word_key(data["words"]["article"])
    joined = {key for key in map(word_key, data["proclitics"]) if article and key.endswith(article) and key != article}
    joined |= {key for key in map(word_key, data["words"]["source_particles"]) if len(key) > 1}
    return tuple(sorted(joined, key=lambda key: (-len(key), key)))


def without_article(key, article):
    """The key of a word without the article written onto it, where enough of a word is left."""
    return key[len(article):] if article and key.startswith(article) and len(key) > len(article) + 2 else key


def _joined(data):
    """The words for that which are another with a conjunction written onto it."""
    keys, prefixes = _keys(data["words"]["that"]), [word_key(prefix) for prefix in data["cue_prefixes"] if prefix]
    return frozenset(key for key in keys for prefix in prefixes if key.startswith(prefix) and key[len(prefix):] in keys)


def _marks(marks):
    roles = {mark: (mark, role) for role in ("open", "close", "both", "inner", "single") for mark in marks[role]}
    roles |= {mark: ('"', "both") for mark in marks["paired"]}
    return roles | {entity: roles[mark] for entity, mark in marks["entities"].items()}


def _cues(data):
    prefixes = [word_key(prefix) for prefix in data["cue_prefixes"]]
    cues = {}
    for group in data["cues"]:
        if group["class"] not in CUE_CLASSES or group["kind"] not in CUE_KINDS:
            raise NabraError(f"language {data['code']}: cue class '{group['class']}' or kind '{group['kind']}' unknown")
        for form, ending in product(group["forms"].split(), group.get("endings", [""])):
            first, *rest = (word_key(word) for word in form.split("_"))
            for prefix in prefixes:
                key = (prefix + first + ending, *rest)
                cues.setdefault(key, Cue(key, group["class"], group["kind"], group.get("weak", False), prefix != ""))
    return tuple(cues.values())
