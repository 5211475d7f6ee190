"""From a row of `agent_named`, `constructions` or `death_terms` to the events of violence it was counted from."""

import pandas as pd

from nabra.errors import NabraError
from nabra.measures.agency import ANY_VICTIM, CONSTRUCTIONS, NOBODY, check_events
from nabra.measures.headlines import HEADLINES

OF_EVENTS = ("agent named", "construction", "death term", HEADLINES)


def event_lines(cues, events, row=None):
    """Events as lines, in the columns of ``mentions``: ``concept`` is the victim, ``variant`` the construction.

    Parameters
    ----------
    cues : Cues
    events : DataFrame
        Of `nabra.events`, from these cues.
    row : pandas.Series or dict, optional
        A row of a table of `OF_EVENTS`: then only the events that its ``count`` counted, of all outlets and voices.

    Returns
    -------
    DataFrame

    Raises
    ------
    NabraError
        The events are none of these articles, or the row counts something else.
    """
    check_events(cues, events)
    if row is not None:
        if row["measure"] not in OF_EVENTS:
            raise NabraError(f"the row counts '{row['measure']}', which are no events; leave out events, or give a row of "
                             "nabra.agent_named, nabra.constructions or nabra.death_terms")
        events = events[_counted(events, row)]
    return events.assign(concept=events["victim"].fillna(NOBODY), variant=events["construction"], marks="none",
                         wording=pd.NA, resolved=True)


def event_labels(labels):
    """What `event_lines` can be chosen by: each concept, and none, with each construction (``concept``, ``variant``)."""
    concepts = [*dict.fromkeys(labels["concept"]), NOBODY]
    return pd.MultiIndex.from_product([concepts, CONSTRUCTIONS], names=["concept", "variant"]).to_frame(index=False)


def _counted(events, row):
    """Which of the events the row counted, in all outlets and voices."""
    column, value = {"agent named": ("agent_named", True), "construction": ("construction", row["variant"]),
                     "death term": ("term", row["variant"]), HEADLINES: ("agent_named", True)}[row["measure"]]
    victim, part, kinds = row["concept"], row.get("part"), row.get("kinds")
    held = events[column].eq(value)
    every = pd.isna(victim) and row["measure"] == HEADLINES or not pd.isna(victim) and victim == ANY_VICTIM
    if not every:
        held &= events["victim"].isna() if pd.isna(victim) else events["victim"].eq(victim)
    if not pd.isna(part):
        held &= events["part"].eq(part)
    if not pd.isna(kinds):
        held &= events["event"].isin(kinds.split("+"))
    return held.fillna(False).to_numpy(dtype=bool)
