"""What a sentence tells of a violent event."""

from typing import NamedTuple

CONSTRUCTIONS = ("active", "passive", "agentless", "nominal", "intransitive")


class Told(NamedTuple):
    """The event, its construction, whether the sentence names a doer, and where doers and victims may stand.

    ``doer`` and ``whom`` are ranges of word numbers (the first two entries count), or None; ``term`` is the
    key of the word's stem.
    """

    event: str
    construction: str
    agent_named: bool
    doer: tuple | None
    whom: tuple | None
    term: str | None = None
