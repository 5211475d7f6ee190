"""Who a source is within its article: short names, descriptions, and sources that only pass something on.

Within one article the short form of a name or description (لافروف، الوزير، المصدر) stands for the fuller form
that was named before.
"""

from nabra.cues.source_kinds import source_kind
from nabra.cues.speakers import phrase_after
from nabra.text.language import remembered, without_article
from nabra.text.read import keys_in, words_in

FULLEST = 12     # words of a form that a shorter one may stand for
KNOWN = 60       # speakers of an article that are remembered
BACK = 3000      # characters before a description in which what it stands for is looked for
RANK = 60        # characters in which further words of rank belong to the same person
NESTED = 8       # scopes before one that may hold it


def resolve(scopes, text, pack):
    """The scopes with their speakers made one per article, and the kinds of source.

    Parameters
    ----------
    scopes : list of Scope
        In the text's order.
    text : str
    pack : Pack

    Returns
    -------
    list of Scope
        ``speaker``, ``source`` (as printed) and ``source_kind`` filled in.
    """
    names, resolved = Names(text, pack), []
    for scope in scopes:
        named = _who_holds_it_up(scope, resolved, text, pack)
        if named is None:
            resolved.append(scope)
            continue
        speaker, kind = names.identity(named, scope.cue_start)
        printed = scope.source or scope.speaker
        resolved.append(scope._replace(speaker=speaker, source=printed, source_kind=kind))
    return resolved


class Names:
    """The speakers that an article has named so far, the fullest form of each."""

    def __init__(self, text, pack, scopes=()):
        self.text, self.pack = text, pack
        self.known, self.done = [], {}
        for scope in scopes:
            if scope.speaker is not None:
                self._remember(scope.speaker)

    def _remember(self, name):
        if len(self.known) < KNOWN and all(name != other for other, _ in self.known):
            self.known.append((name, bare_keys(name, self.pack)))

    def identity(self, name, position):
        """(speaker, kind) of the source that ``name`` names at ``position``; it is remembered."""
        found = self.done.get((name, len(self.known)))
        if found is None:
            full = self._fuller(name, position) or name
            found = self.done[name, len(self.known)] = full, source_kind(full, self.pack)
        self._remember(found[0])
        return found

    def _fuller(self, name, position):
        keys, pack = bare_keys(name, self.pack), self.pack
        if not keys:
            return None
        described = bool(pack.article) and all(key.startswith(pack.article) for key in keys_in(name))
        for full, inside in reversed(self.known):
            if FULLEST >= len(inside) > len(keys) and _stands_for(keys, inside, described, pack):
                return full
        document = any(key in pack.speech_nouns for key in (keys[0], pack.article + keys[0]))
        if not described or len(keys) > 1 or document:
            return None
        return _named_before(self.text, position, keys[0], pack)


@remembered
def bare_keys(phrase, pack):
    """The keys of the words of a phrase without the article."""
    return tuple(without_article(key, pack.article) for key in keys_in(phrase))


def _stands_for(keys, inside, described, pack):
    """Is the source with the words ``keys`` the one with the words ``inside``?

    A description (الوزير) must be the head of the fuller form. A name may stand anywhere in it but behind a
    preposition with more to follow (حماس is not القيادي في حماس محمود الزهار); one that has the article
    (الحداد) stands at its end, and not behind the noun that it belongs to (مدير المرصد).
    """
    if not set(keys) <= set(inside):
        return False
    place = inside.index(keys[-1])
    linked = any(key in pack.sources.get("links", ()) for key in inside[:place])
    if described:
        surname = place == len(inside) - 1 and place > 0 and inside[place - 1] not in pack.source_kinds
        return keys[0] == inside[0] or surname and len(keys) == 1 and not linked
    return place == len(inside) - 1 or not linked


def is_thing(phrase, pack):
    """Is the phrase no one who speaks but what is shown or found (الأدلة، بعض الوثائق)?"""
    things = pack.sources.get("things", ())
    return bool(things) and any(without_article(key, pack.article) in things for key in keys_in(phrase)[:2])


def _who_holds_it_up(scope, before, text, pack):
    """The scope's speaker; who stands behind it where it is his own saying or a mere thing (الأدلة)."""
    if scope.speaker is None:
        return None
    first = keys_in(scope.speaker)[:2]
    stands_for_last = pack.sources.get("own", frozenset()) | pack.sources.get("honorifics", frozenset())
    if len(first) == 1 and first[0] in stands_for_last:
        last = next((other.speaker for other in reversed(before) if other.speaker is not None), None)
        if last is None and first[0] in pack.sources["honorifics"]:
            return _honoured_before(text, scope.cue_start, pack) or scope.speaker
        return last
    if is_thing(scope.speaker, pack):
        holder = next((other for other in reversed(before[-NESTED:])
                       if other.start <= scope.start < other.end), None)
        return holder.speaker if holder is not None and holder.speaker is not None else scope.speaker
    return scope.speaker


def _honoured_before(text, position, pack):
    """The last person of rank before «سموه» (صاحب السمو الأمير …، معالي الوزير), or None."""
    start, found, latest = max(0, position - BACK), None, None
    for begin, _, key in words_in(text, start, position):
        if key in pack.sources["ranks"]:
            found = begin if latest is None or begin - latest > RANK else found
            latest = begin
    return phrase_after(text, found, position, pack) if found is not None else None


def _named_before(text, position, bare, pack):
    """The last indefinite «مصدر عسكري» before «المصدر», with what belongs to it, or None."""
    start = max(0, position - BACK)
    found = None
    for begin, _, key in words_in(text, start, position):
        if key == bare or len(key) == len(bare) + 1 and key.endswith(bare) and key[0] in pack.proclitics:
            joined = key != bare and text[begin] == key[0]
            found = begin + (len(key) - len(bare) if joined else 0)
    return phrase_after(text, found, position, pack) if found is not None else None
