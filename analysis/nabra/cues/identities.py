"""Who a source is within its article: short names, descriptions, and sources that only pass something on.

Within one article the short form of a name or description (لافروف، الوزير، المصدر) stands for the fuller form
that was named before.
"""

from nabra.cues.bits_speakers import HONORIFIC, OWN, SPEECH
from nabra.cues.clauses import scope_of
from nabra.cues.named import name_of
from nabra.cues.speakers import phrase_after
from nabra.text.keys import code_points
from nabra.text.language import remembered
from nabra.text.last_word import NONE, last_word
from nabra.text.read import words_in

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
        named = None if scope.speaker is None else name_of(scope.speaker, pack)
        if named is not None and named.held:
            named = _who_holds_it_up(scope, named, resolved, text, pack)
        resolved.append(scope if named is None else _resolved(scope, names.full(named, scope.cue_start)))
    return resolved


def _resolved(scope, name):
    """The scope with its speaker in full and his kind; the source is what is printed."""
    start, end, cue, cue_class, kind, speaker, cue_start, cue_end, carried, source, _ = scope
    return scope_of((start, end, cue, cue_class, kind, name.printed, cue_start, cue_end, carried, source or speaker,
                     name.kind))


class Names:
    """The speakers that an article has named so far, the fullest form of each."""

    def __init__(self, text, pack, scopes=()):
        self.text, self.pack, self.scopes = text, pack, scopes
        self.known, self.marks = {}, 0      # as printed -> Name; the marks of all of them
        self.done = {}                      # as printed -> the Name in full, by what is known now

    def _remember(self, name):
        if name.printed not in self.known and len(self.known) < KNOWN:
            self.known[name.printed] = name
            self.marks |= name.marks
            self.done.clear()

    def identity(self, printed, position):
        """(speaker, kind) of the source that is ``printed`` at ``position``; it is remembered."""
        found = self.full(name_of(printed, self.pack), position)
        return found.printed, found.kind

    def full(self, name, position):
        """The Name in full of the one that stands at ``position``; it is remembered."""
        if self.scopes:
            for scope in self.scopes:
                if scope.speaker is not None:
                    self._remember(name_of(scope.speaker, self.pack))
            self.scopes = ()
        found = self.done.get(name.printed)
        if found is None:
            found = name.mark & self.marks and self._longer(name) \
                or name.described and self._before(name, position) or name
            self.done[name.printed] = found
        self._remember(found)
        return found

    def _longer(self, name):
        """The last Name of more words that a Name stands for, or None."""
        for full in reversed(self.known.values()):
            if name.mark & full.marks and FULLEST >= len(full.keys) > len(name.keys) \
                    and _stands_for(name, full, self.pack):
                return full
        return None

    def _before(self, name, position):
        """The Name that a description of one word stands for as the text has it before, or None."""
        if len(name.keys) > 1 or name.first.bits & SPEECH:
            return None
        before = _named_before(self.text, position, name.keys[0], self.pack)
        return None if before is None else name_of(before, self.pack)


def _stands_for(name, full, pack):
    """Is the source ``name`` the one that is called ``full`` elsewhere?

    A description (الوزير) must be the head of the fuller form. A name may stand anywhere in it but behind a
    preposition with more to follow (حماس is not القيادي في حماس محمود الزهار); one that has the article
    (الحداد) stands at its end, and not behind the noun that it belongs to (مدير المرصد).
    """
    if name.keys[-1] not in full.keys or len(name.keys) > 1 and not set(name.keys).issubset(full.keys):
        return False
    place, last = full.keys.index(name.keys[-1]), len(full.keys) - 1
    linked = any([key in pack.sources.get("links", ()) for key in full.keys[:place]])
    if name.described:
        surname = place == last and place > 0 and full.keys[place - 1] not in pack.source_kinds
        return name.keys[0] == full.keys[0] or surname and len(name.keys) == 1 and not linked
    return place == last or not linked


def _who_holds_it_up(scope, name, before, text, pack):
    """The ``name`` of the scope's speaker; of who stands behind it where it is his own saying or a mere thing (الأدلة)."""
    if len(name.keys) == 1 and name.first.bits & (OWN | HONORIFIC):
        who = next((other.speaker for other in reversed(before) if other.speaker is not None), None)
        if who is None and name.first.bits & HONORIFIC:
            who = _honoured_before(text, scope.cue_start, pack) or scope.speaker
        return None if who is None else name_of(who, pack)
    if name.thing:
        holder = next((other for other in reversed(before[-NESTED:])
                       if other.start <= scope.start < other.end), None)
        return name if holder is None or holder.speaker is None else name_of(holder.speaker, pack)
    return name


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
    word = last_word(text, *_forms(bare, pack), max(0, position - BACK), position)
    if word == NONE:
        return None
    begin, key = int(text.word_starts[word]), text.key(word)
    joined = key != bare and text[begin] == key[0]
    return phrase_after(text, begin + (len(key) - len(bare) if joined else 0), position, pack)


@remembered
def _forms(bare, pack):
    """A word, and the same with one letter written onto it (لمصدر); and its letters."""
    return frozenset([bare]).union(one + bare for one in pack.proclitics if len(one) == 1), code_points(bare)
