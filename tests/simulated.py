"""Small invented corpora with planted shares, as tables; for the tests of the measures."""

from types import SimpleNamespace

import numpy as np
import pandas as pd

from nabra import tables

VARIANTS = ("rebels", "gunmen", "terrorists")


def labels(concepts=None, baseline=()):
    """Codebook labels of {concept: variants}; concepts named in ``baseline`` are neutral ones."""
    concepts = concepts or {"fighters": VARIANTS}
    pairs = [(concept, variant) for concept, variants in concepts.items() for variant in variants]
    return pd.DataFrame({
        "concept": [c for c, _ in pairs], "variant": [v for _, v in pairs],
        "concept_ar": [f"مفهوم {c}" for c, _ in pairs], "concept_en": [c.title() for c, _ in pairs],
        "variant_ar": [f"لفظ {v}" for _, v in pairs], "variant_en": [v.title() for _, v in pairs],
        "baseline": [c in baseline for c, _ in pairs], "order": range(len(pairs)),
    })


def corpus(mentions, outlets, languages=None, unmarked=(), concepts=None, baseline=()):
    """A stand-in for measured articles.

    ``mentions`` are dicts or tuples (doc_id, variant); what a dict leaves out is narrator, plain, of
    the concept fighters. ``outlets`` is {doc_id: outlet}; ``languages`` {outlet: language}, else Arabic.
    """
    rows = [m if isinstance(m, dict) else {"doc_id": m[0], "variant": m[1]} for m in mentions]
    plain = {"part": "text", "concept": "fighters", "voice": "narrator", "wording": "outlet", "marks": "none",
             "resolved": True}
    rows = [plain | {"start": 9 * i, "end": 9 * i + 5, "surface": "…"} | m for i, m in enumerate(rows)]
    documents = tables.frame("documents", [
        {"doc_id": doc, "outlet": outlet, "language": (languages or {}).get(outlet, "ar"), "text": "…"}
        for doc, outlet in outlets.items()])
    documents["has_marks"] = ~documents["outlet"].isin(list(unmarked))
    return SimpleNamespace(
        documents=documents, mentions=tables.frame("mentions", rows), labels=labels(concepts, baseline))


def article_shares(generator, shares, articles, icc):
    """Each article's own shares: a Dirichlet around ``shares`` with this intraclass correlation."""
    return generator.dirichlet(np.asarray(shares) * (1 / icc - 1), size=articles)


def planted(plan, seed, articles=60, per_article=6, icc=0.3, languages=None):
    """A corpus where outlet ``o`` chooses `VARIANTS` with the shares ``plan[o]``, alike within articles."""
    generator = np.random.default_rng(seed)
    mentions, outlets = [], {}
    for outlet, shares in plan.items():
        sizes = 1 + generator.poisson(per_article - 1, size=articles)
        for number, (size, own) in enumerate(zip(sizes, article_shares(generator, shares, articles, icc))):
            doc = f"{outlet}-{number:04}"
            outlets[doc] = outlet
            mentions += [(doc, VARIANTS[v]) for v in generator.choice(3, size=size, p=own)]
    return corpus(mentions, outlets, languages)


def counts(generator, share, icc, tokens, articles, corpora, lengths):
    """Mentions with and without a property in many corpora: (corpora, articles, 2).

    ``tokens`` is the mean number of mentions an article, or the number itself where ``lengths`` is ``equal``;
    the articles' own shares follow a beta distribution with this intraclass correlation.
    """
    shape = (corpora, articles)
    size = np.full(shape, tokens) if lengths == "equal" else 1 + generator.poisson(tokens - 1, shape)
    own = generator.beta(share * (1 / icc - 1), (1 - share) * (1 / icc - 1), shape) if icc else share
    count = generator.binomial(size, own)
    return np.stack([count, size - count], axis=2)
