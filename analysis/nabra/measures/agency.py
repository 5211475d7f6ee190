"""Who is named as having done it: events of violence by victim and outlet."""

import numpy as np
import pandas as pd

from nabra.errors import NabraError
from nabra.measures.compare import check_draws, count_articles, estimates, finish, groups_of
from nabra.tables import PARTS, check

CONSTRUCTIONS = ("active", "passive", "agentless", "nominal", "intransitive")
VOICES = ("narrator", "quoted", "reported")
DEATHS = ("kill", "die")
NOBODY, ANY_VICTIM = "(no concept)", "(any victim)"
ANYBODY = ("أي ضحية", "any victim")      # the label of that, Arabic and English
LABELS = ("concept_ar", "concept_en", "variant_ar", "variant_en")


def agent_named(cues, events, victim=None, part=None, voice=None, kinds=None, by="outlet", unit=None, seed=1,
                replicates=2000, permutations=2000):
    """The share of events of violence whose sentence names a doer, by victim and outlet.

    Parameters
    ----------
    cues : Cues
        Measured articles (``documents`` and ``labels`` are used); untouched.
    events : DataFrame
        The table ``events`` of the same articles (`nabra.events`); untouched.
    victim : str, optional
        A concept of the codebook, or ANY_VICTIM ("(any victim)") for all events together; by default every concept that is a
        victim, and the events without one.
    part : str, optional
        ``title`` or ``text``; by default both together.
    voice : str, optional
        ``narrator``, ``quoted`` or ``reported``; by default all.
    kinds : sequence of str, optional
        Kinds of events (``kill``, ``die``, ``strike`` …); by default all.
    by, unit, seed, replicates, permutations
        As in `nabra.measures.shares.shares`.

    Returns
    -------
    DataFrame
        A measures table, measure ``agent named``: ``concept`` is the victim (null for none), ``variant`` the
        column's name, ``count`` the events with a doer, ``exposure`` all. Intervals and p as in `shares`.
        Further columns ``part`` and ``kinds`` (joined by +; null for all). A row opens into its events:
        ``nabra.lines(cues, events=events, row=table.iloc[0])``.

    Raises
    ------
    NabraError
        For an unknown victim, part, voice or kind, or events of other articles.

    Caution
    -------
    A doer may be named in the sentence before; headlines have less room than texts: compare like with like. That
    outlets differ may come from what was known when they wrote, and from which events they told. The rules err
    (docs/agency.md), and not alike for every victim: correct with hand-coded lines before citing a difference.
    """
    check_draws(replicates, permutations)
    chosen = chosen_events(cues, events, part, voice, kinds)
    named = np.where(chosen["agent_named"].to_numpy(dtype=bool), 0, 1)
    return _table(cues, chosen, named, ["agent named"], 2, "agent named", victim, (part, voice, kinds), by, unit,
                  {"seed": seed, "replicates": replicates, "permutations": permutations})


def constructions(cues, events, victim=None, part=None, voice=None, kinds=None, by="outlet", unit=None, seed=1,
                  replicates=2000, permutations=2000):
    """The share of each construction (active, passive, agentless, nominal, intransitive) among events.

    Parameters
    ----------
    cues, events, victim, part, voice, kinds, by, unit, seed, replicates, permutations
        As in `agent_named`.

    Returns
    -------
    DataFrame
        A measures table, measure ``construction``; ``variant`` is the construction.

    Raises
    ------
    NabraError
        As `agent_named`, and where the events stand in articles of several languages: Arabic prefers the
        active and has its own devices, so its rates say nothing beside those of English.

    Caution
    -------
    As `agent_named`. Within a language, too, headlines and texts have grammars of their own.
    """
    check_draws(replicates, permutations)
    chosen = chosen_events(cues, events, part, voice, kinds)
    languages = cues.documents.set_index("doc_id")["language"].reindex(chosen["doc_id"]).dropna().unique()
    if len(languages) > 1:
        raise NabraError(f"events stand in articles in {' and '.join(sorted(languages))}; passives and nouns do other "
                         "work in each: choose the articles of one language first (nabra.only)")
    codes = pd.Index(CONSTRUCTIONS).get_indexer(chosen["construction"])
    return _table(cues, chosen, codes, list(CONSTRUCTIONS), len(CONSTRUCTIONS), "construction", victim,
                  (part, voice, kinds), by, unit, {"seed": seed, "replicates": replicates, "permutations": permutations})


def death_terms(cues, events, victim=None, part=None, voice=None, by="outlet", unit=None, seed=1, replicates=2000,
                permutations=2000):
    """Which word the dead get: the share of each term among events of killing and dying, by victim and outlet.

    Parameters
    ----------
    cues, events, victim, part, voice, by, unit, seed, replicates, permutations
        As in `agent_named`.

    Returns
    -------
    DataFrame
        A measures table, measure ``death term``; ``variant`` is the stem's key (قتل, استشهد, murder).

    Raises
    ------
    NabraError
        As `agent_named`.

    Caution
    -------
    Some terms take a side (استشهد, martyrs), others say what is known of the cause: died is no euphemism where
    nobody was killed. Terms of two languages are no alternatives: look at one language at a time.
    """
    check_draws(replicates, permutations)
    chosen = chosen_events(cues, events, part, voice, DEATHS)
    terms = sorted(chosen["term"].unique())
    codes = pd.Index(terms).get_indexer(chosen["term"]) if terms else np.zeros(0, dtype=int)
    return _table(cues, chosen, codes, terms, max(1, len(terms)), "death term", victim, (part, voice, DEATHS), by, unit,
                  {"seed": seed, "replicates": replicates, "permutations": permutations})


def agency_counts(cues, events, victim, part=None, voice=None, kinds=None):
    """One row an article: events with a named doer (``count``) of all with this victim (``exposure``).

    Parameters
    ----------
    cues, events, victim, part, voice, kinds
        As in `agent_named`; ``victim`` must be given.

    Returns
    -------
    DataFrame
        As `nabra.measures.counted.counted` gives it, for `nabra.measures.matched.matched` (events told by
        two outlets, or ``event="date"``: matched by day) and `nabra.measures.trends.trend`.

    Raises
    ------
    NabraError
        As `agent_named`.

    Caution
    -------
    Articles with an exposure of 0 stay in the table; they say nothing of the share.
    """
    chosen = chosen_events(cues, events, part, voice, kinds)
    known_victim(cues, victim)
    if victim != ANY_VICTIM:
        chosen = chosen[chosen["victim"].eq(victim).fillna(False).to_numpy(dtype=bool)]
    table = cues.documents.drop(columns=["text", "title"]).sort_values("doc_id", kind="stable").reset_index(drop=True)
    place = pd.Index(table["doc_id"].astype(object)).get_indexer(chosen["doc_id"].astype(object))
    hit = chosen["agent_named"].to_numpy(dtype=bool)
    return table.assign(count=np.bincount(place[hit], minlength=len(table)),
                        exposure=np.bincount(place, minlength=len(table)))


def check_events(cues, events):
    """Refuse a table that is none of `nabra.events`, or holds events of other articles."""
    check(events, "events")
    strangers = sorted(set(events["doc_id"]) - set(cues.documents["doc_id"]))
    if strangers:
        raise NabraError(f"the events stand in the article '{strangers[0]}', which is none of these; "
                         "make them from the same cues (nabra.events)")


def chosen_events(cues, events, part, voice, kinds):
    """The events of one part, voice and kinds (None: of all); NabraError for an unknown one, or events of other articles."""
    check_events(cues, events)
    for name, value, known in (("part", part, PARTS), ("voice", voice, VOICES)):
        if value is not None and value not in known:
            raise NabraError(f"unknown {name} '{value}'; choose one of: {', '.join(known)}")
    held = np.ones(len(events), dtype=bool)
    for name, value in (("part", part), ("voice", voice)):
        held &= np.ones(len(events), dtype=bool) if value is None else (events[name] == value).to_numpy(dtype=bool)
    if kinds is not None:
        unknown = sorted(set(kinds) - set(events["event"]) - {*DEATHS, "wound", "strike", "bomb", "shoot", "stab",
                                                             "arrest", "abduct"})
        if unknown:
            raise NabraError(f"unknown kind of event '{unknown[0]}'; choose of: kill, die, wound, strike, bomb, shoot, "
                             "stab, arrest, abduct")
        held &= events["event"].isin(list(kinds)).to_numpy(dtype=bool)
    return events[held]


def known_victim(cues, victim):
    """Refuse a victim that is no concept of the codebook, nor ANY_VICTIM."""
    known = list(dict.fromkeys(cues.labels["concept"]))
    if victim is not None and victim not in (*known, ANY_VICTIM):
        raise NabraError(f"unknown victim '{victim}'; the codebook has: {', '.join(known)}")


def _table(cues, chosen, codes, names, categories, measure, victim, asked, by, unit, draws):
    """The measures table; ``asked``: part, voice and kinds of events."""
    known_victim(cues, victim)
    part, voice, kinds = asked
    groups = groups_of(cues.documents, by, unit)
    of_victim = chosen["victim"].fillna(NOBODY).to_numpy(dtype=object)
    known = [one for one in dict.fromkeys(cues.labels["concept"]) if one in set(of_victim)]
    wanted = [victim] if victim is not None else [*known, *([NOBODY] if NOBODY in set(of_victim) else [])]
    labels = cues.labels.drop_duplicates("concept").set_index("concept")
    parts = []
    for name in wanted if names else ():
        here = np.full(len(chosen), True) if name == ANY_VICTIM else of_victim == name
        table = count_articles(chosen[here], groups, codes[here], categories)
        found = estimates(table, groups, "no such event", columns=list(range(len(names))), **draws)
        variant = [names[code] for code in found.pop("category")]
        told = ANYBODY if name == ANY_VICTIM else tuple(labels[column].get(name) for column in LABELS[:2])
        about = dict.fromkeys(LABELS) | {"concept": None if name == NOBODY else name}
        about |= {} if name == NOBODY else dict(zip(LABELS[:2], told))
        parts.append(found.reset_index(drop=True).assign(**about, variant=variant, voice=voice))
    rows = sum(map(len, parts))
    return finish(parts, measure, groups).assign(
        part=pd.array([part] * rows, dtype="string"),
        kinds=pd.array([None if kinds is None else "+".join(kinds)] * rows, dtype="string"))
