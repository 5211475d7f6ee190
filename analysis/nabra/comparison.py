"""The way from tables of cues to the measures of the report."""

from functools import partial

from tqdm import tqdm

from nabra.errors import NabraError
from nabra.measures.by_copy import by_copy
from nabra.measures.devices import devices
from nabra.measures.sensitivity import sensitivity
from nabra.measures.shares import shares
from nabra.measures.sources import cue_classes, sources
from nabra.measures.subset import news
from nabra.measures.voices import order_changes, quotedness, voice_shares

GENRES = ("news", "all")


def compare(cues, seed=1, replicates=2000, permutations=2000, progress=False, genre="news"):
    """All measures tables of the report.

    Parameters
    ----------
    cues : Cues
    seed, replicates, permutations : int
        For the bootstrap intervals and the permutation tests.
    progress : bool
    genre : str
        ``news`` leaves out opinion, interviews, press reviews and statements (``nabra.measures.subset.news``);
        ``all`` measures every article.

    Returns
    -------
    dict of str -> DataFrame
        shares (narrator), shares_wide (narrator and undetermined wording), voice_shares, quotedness,
        order_changes (outlets whose order changes between the first two), sources and source_words (who is
        given the word, by statements and by words in marks), cue_classes (with which verbs), devices
        (so-called, alleged), sensitivity (the voice measures without what was carried over), and where copies
        are known, copies (the shares in the outlets' own copy and in wire copy).

    Raises
    ------
    NabraError
        The genre is another than news or all, or no article is left.
    """
    if genre not in GENRES:
        raise NabraError(f"genre '{genre}': write one of {', '.join(GENRES)}")
    cues = news(cues)[0] if genre == "news" else cues
    draws = {"seed": seed, "replicates": replicates, "permutations": permutations}
    steps = {
        "shares": partial(shares, cues, voice="narrator", **draws),
        "shares_wide": partial(shares, cues, voice="narrator+undetermined", **draws),
        "voice_shares": partial(voice_shares, cues, **draws),
        "quotedness": partial(quotedness, cues, **draws),
        "sources": partial(sources, cues, **draws),
        "source_words": partial(sources, cues, of="quoted words", **draws),
        "cue_classes": partial(cue_classes, cues, **draws),
        "devices": partial(devices, cues, **draws),
        "sensitivity": partial(sensitivity, cues, **draws),
    }
    if "copy" in cues.documents and cues.documents["copy"].notna().any():
        steps["copies"] = partial(by_copy, cues, **draws)
    steps = tqdm(steps.items(), desc="comparing", disable=None if progress else True)
    tables = {name: step() for name, step in steps}
    return tables | {"order_changes": order_changes(tables["shares"], tables["shares_wide"])}
