"""Nabra: who says which word, in whose voice, and in whose quotation marks.

>>> import nabra                                              # doctest: +SKIP
>>> articles = nabra.read("corpora/sample")
>>> cues = nabra.measure(articles, nabra.codebook("syria"))
>>> nabra.charts.forest(nabra.shares(cues, concept="armed-groups", voice="narrator"))
"""

from importlib import import_module

from nabra.collector import paused

_HOMES = {
    "against_pooled": ("nabra.measures.against_pooled", "against_pooled"),
    "baselines": ("nabra.measures.quoted", "baselines"), "change_point": ("nabra.measures.trends", "change_point"),
    "coded_counts": ("nabra.measures.coded", "coded_counts"), "counted": ("nabra.measures.counted", "counted"),
    "decisions": ("nabra.cues.decisions", None),
    "agency_counts": ("nabra.measures.agency", "agency_counts"), "agent_named": ("nabra.measures.agency", "agent_named"),
    "constructions": ("nabra.measures.agency", "constructions"), "death_terms": ("nabra.measures.agency", "death_terms"),
    "events": ("nabra.cues.events", "events"), "headline_difference": ("nabra.measures.headlines", "headline_difference"),
    "declare": ("nabra.measures.families", "declare"), "decompose": ("nabra.measures.decompose", "decompose"),
    "dispersion": ("nabra.measures.dispersion", None), "distance_draws": ("nabra.measures.distance", "distance_draws"),
    "distances": ("nabra.measures.distance", "distances"), "key_words": ("nabra.measures.words", "key_words"),
    "keyness": ("nabra.measures.keyness", None), "matched": ("nabra.measures.matched", "matched"),
    "mention_rows": ("nabra.measures.counted", "mention_rows"),
    "outlet_map": ("nabra.measures.outlet_map", "outlet_map"),
    "outlet_tree": ("nabra.measures.outlet_map", "outlet_tree"),
    "partisanship": ("nabra.measures.partisanship", "partisanship"), "rates": ("nabra.measures.rates", "rates"),
    "regression": ("nabra.measures.regression", "regression"),
    "standardise": ("nabra.measures.standardise", "standardise"),
    "standardised_difference": ("nabra.measures.standardise", "standardised_difference"),
    "topics": ("nabra.measures.topics", "topics"), "trend": ("nabra.measures.trends", "trend"),
    "word_counts": ("nabra.text.vocabulary", "word_counts"),
    "cue_classes": ("nabra.measures.sources", "cue_classes"),
    "devices": ("nabra.measures.devices", "devices"), "sources": ("nabra.measures.sources", "sources"),
    "epithets": ("nabra.measures.epithets", "epithets"),
    "sensitivity": ("nabra.measures.sensitivity", "sensitivity"),
    "agreement": ("nabra.measures.agreement", "agreement"),
    "article": ("nabra.show.article", "article"),
    "coding_sample": ("nabra.measures.sample", "coding_sample"),
    "corrected": ("nabra.measures.corrected", "corrected"), "read_coded": ("nabra.show.coding_read", "read_coded"),
    "Cues": ("nabra.cues.measure", "Cues"), "NabraError": ("nabra.errors", "NabraError"),
    "batches": ("nabra.corpora.read", "batches"), "charts": ("nabra.show.charts", None), "codebook": ("nabra.cues.codebook", "load"),
    "compare": ("nabra.comparison", "compare"), "figures": ("nabra.show.figures", None),
    "group": ("nabra.text.grouping", "group"), "only": ("nabra.measures.subset", "only"),
    "lines": ("nabra.show.concordance", "lines"), "load": ("nabra.store", "load"),
    "measure": ("nabra.pipeline", "measure"), "order_changes": ("nabra.measures.voices", "order_changes"),
    "quotedness": ("nabra.measures.voices", "quotedness"), "read": ("nabra.corpora.read", "read"),
    "tally": ("nabra.measures.tally", "tally"),
    "shares": ("nabra.measures.shares", "shares"), "voice_shares": ("nabra.measures.voices", "voice_shares"),
}
__all__ = sorted(_HOMES)


def __getattr__(name):
    """Import what is asked for when it is asked for: the command line then starts, and stops, at once."""
    if name not in _HOMES:
        raise AttributeError(f"module 'nabra' has no attribute '{name}'")
    module, inside = _HOMES[name]
    with paused():
        found = import_module(module)
    return found if inside is None else getattr(found, inside)


def __dir__():
    return __all__
