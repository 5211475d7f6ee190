"""The one compiled pass over a text: words found, told apart and looked up by their letters, and signs.

These loops state what the regular expressions ``normalise.WORD`` and ``normalise.SIGNS`` state, one letter at a time;
``tests/slow_scan.py`` does the same with those expressions, and the tests hold the two to be equal.
"""

import numpy as np

from nabra.text.compiling import compiled, inner

# What a character may be; a table (``text.read``) gives the bits of each code point.
ALNUM, TATWEEL, VOWEL, CONTROL, APOSTROPHE, LATIN, LETTER, SKIPPED = (1 << bit for bit in range(8))
SIGN, MARK_SIGN, LONGER, STOP, LINE_BREAK, HYPHEN, COLON_SIGN, COMMA_SIGN = (1 << bit for bit in range(8, 16))
SPACE, FIGURE, OPENING_SIDE, CLOSING_SIDE, LINE_END = (1 << bit for bit in range(16, 21))
LETTER_NUMBER, LETTERS = 26, 63     # from this bit on: the number of a letter (``_word``), of so many letters

# What a token is, and how a word follows the word before it (cues/scan.py says what for).
WORD_HIT, MARK, END, BREAK, COLON, COMMA = range(6)
APART, THROUGH_MARK, NEXT = range(3)
KIND, START, ENDS, VALUE, COUNT, LINK = range(6)     # rows of a table of tokens

NUMBERED, HASHED = 10, np.uint64(1 << 63)            # marks of words
_BITS, _ONE, _SHIFT, _HALF, _UPPER = (np.uint64(bits) for bits in (6, 1, 29, 32, 36))
_SEED, _FACTOR = np.uint64(1469598103934665603), np.uint64(0x9E3779B97F4A7C15)      # of the hash of a word
_NEW_LINE, _COLON, _COMMA = (np.uint32(ord(sign)) for sign in "\n:,")


@compiled
def without_signs(codes, classes, kept, places):
    """Fill ``kept`` with a text's letters but for vowel signs, controls and tatweel inside words; how many those are.

    ``places`` is filled with the place that each of them has among ``codes``. Of a text without any such sign nothing
    is written.
    """
    place, size = 0, len(codes)
    while place < size and not classes[codes[place]] & (SIGN | TATWEEL):
        place += 1
    if place == size:
        return size
    for before in range(place):
        kept[before], places[before] = codes[before], before
    count = place
    while place < size:
        sort, end = classes[codes[place]], place + 1
        if sort & TATWEEL:
            while end < size and classes[codes[end]] & TATWEEL:
                end += 1
            after_letter = place > 0 and classes[codes[place - 1]] & LETTER
            if after_letter or end < size and classes[codes[end]] & LETTER:
                place = end
                continue
            end = place + 1
        kept[count], places[count] = codes[place], place
        count += (sort & SIGN) == 0
        place = end
    return count


@inner
def hash_of(codes, start, end):
    """A number for the letters ``codes[start:end]``; two words have the same one once in 10**19 pairs."""
    hashed = _SEED
    for place in range(start, end):
        hashed = (hashed ^ np.uint64(codes[place])) * _FACTOR
    return hashed ^ hashed >> _SHIFT


@inner
def _word(codes, classes, start):
    """Where the word ends that begins at ``start``, and its mark: a number by which its letters are told from others.

    The numbers of up to NUMBERED letters that have one make a mark that no other word has. Other marks are a hash of
    the letters, HASHED.
    """
    place, size, mark, alone = start, len(codes), np.uint64(0), True
    while place < size:
        sort = classes[codes[place]]
        if sort >> LETTER_NUMBER:
            mark = mark << _BITS | np.uint64(sort >> LETTER_NUMBER)
            place += 1
            continue
        end = place
        if sort & (ALNUM | VOWEL):
            end += 1
        elif sort & APOSTROPHE and place + 1 < size and classes[codes[place + 1]] & LATIN:
            end += 2
        elif sort & CONTROL:
            end += 1
            while end < size and classes[codes[end]] & CONTROL:
                end += 1
            if end == size or not classes[codes[end]] & ALNUM:
                break
        if end == place:
            break
        place, alone = end, False
    if alone and place - start <= NUMBERED:
        return place, mark
    return place, hash_of(codes, start, place) | HASHED


@inner
def _word_number(codes, start, end, mark, slots, places, letters, size):
    """The number of the word ``codes[start:end]``: ``size``, the next one, when it is first seen; 0 is no word.

    ``letters[places[n]:places[n + 1]]`` are those of word n. A slot holds the mark of a word and its number. Where the
    mark is a hash, the letters are compared: two words with one hash stay two.
    """
    last, slot = np.uint64(len(slots) - 1), mark * _FACTOR
    slot = (slot ^ slot >> _HALF) * _FACTOR >> _UPPER & last
    while slots[slot, 0] != 0:
        if slots[slot, 0] == mark:
            known = np.int64(slots[slot, 1])
            if not mark & HASHED or _same(codes, start, end, letters, places[known], places[known + 1]):
                return known
        slot = (slot + _ONE) & last
    slots[slot, 0], slots[slot, 1] = mark, size
    first = places[size]
    for step in range(end - start):         # a slice would take seconds to compile, for the message of its error
        letters[first + step] = codes[start + step]
    places[size + 1] = first + end - start
    return size


@inner
def _same(codes, start, end, letters, first, stop):
    """Whether ``codes[start:end]`` are ``letters[first:stop]``."""
    if end - start != stop - first:
        return False
    for step in range(end - start):
        if codes[start + step] != letters[first + step]:
            return False
    return True


@inner
def _mark_end(codes, classes, start, longer):
    """Where the mark that begins at ``start`` ends (``start``: there is none), and the sign that it stands for.

    A row of three signs or more is one mark. Each row of ``longer`` holds the length of a mark, the sign that it
    stands for, and its characters.
    """
    size, end = len(codes), start
    if classes[codes[start]] & MARK_SIGN:
        while end < size and codes[end] == codes[start]:
            end += 1
        if end - start >= 3:
            return end, codes[start]
    for row in range(len(longer)):
        length, step = np.int64(longer[row, 0]), 0
        while step < length and start + step < size and codes[start + step] == longer[row, step + 2]:
            step += 1
        if step == length:
            return start + length, longer[row, 1]
    return (start + 1 if classes[codes[start]] & MARK_SIGN else start), codes[start]


@inner
def put(found, number, kind, start, end, value, count, link):
    """Write the next token, and return how many there are now."""
    found[KIND, number], found[START, number], found[ENDS, number] = kind, start, end
    found[VALUE, number], found[COUNT, number], found[LINK, number] = value, count, link
    return number + 1


@compiled
def tokens(codes, classes, longer, slots, places, letters, size, words, marks, found):
    """Find the words and signs of a text, in order.

    Returns how many tokens there are, how many words, how many of these are hidden, and ``size`` with the new ones.

    Parameters
    ----------
    codes : uint32 array
        The text's code points.
    classes : uint32 array
        The bits of each code point, and from LETTER_NUMBER on the number of a letter.
    longer : 2-d uint32 array
        Marks of several characters (``_mark_end``), the longest first.
    slots, places, letters : arrays
        The words seen so far (``text.read.Vocabulary``); added to. There must be room.
    size : int
        How many these are.
    words : 2-d int32 array, 3 rows, a column more than the text has characters
        Filled with start, end and number of each word. Those that only the markup of a mark holds are hidden: they
        are no tokens.
    marks : uint64 array
        Room for as many marks (``_word``).
    found : 2-d int32 array, 6 rows, as many columns
        Filled with the tokens: kind, start, end, value, words before it, link. The value of a word is its place among
        ``words``, that of a sign its code point (of a mark the sign that it stands for).
    """
    place, count, hidden, link, number, length = 0, 0, 0, APART, 0, len(codes)
    while place < length:
        sort, start = classes[codes[place]], place
        if sort & ALNUM:
            while place < length and classes[codes[place]] & TATWEEL:
                place += 1
            if place == length or not classes[codes[place]] & ALNUM:
                link = APART            # tatweel alone: a dash
                continue
            place, mark = _word(codes, classes, start)
            words[0, count], words[1, count], marks[count] = start, place, mark
            number = put(found, number, WORD_HIT, start, place, count, count - hidden, link)
            count, link = count + 1, NEXT
            continue
        if sort & (MARK_SIGN | LONGER):
            place, sign = _mark_end(codes, classes, start, longer)
            if place > start:
                link = min(link, THROUGH_MARK)
                number = put(found, number, MARK, start, place, sign, count - hidden, APART)
                while start < place:    # &quot;
                    end = start + 1
                    if classes[codes[start]] & ALNUM:
                        end, mark = _word(codes, classes, start)
                        words[0, count], words[1, count], marks[count] = start, end, mark
                        count, hidden = count + 1, hidden + 1
                    start = end
                continue
        place += 1
        if sort & (STOP | LINE_BREAK):
            run = STOP if sort & STOP else LINE_BREAK
            while place < length and classes[codes[place]] & run:
                place += 1
            kind, sign = (END, codes[start]) if sort & STOP else (BREAK, _NEW_LINE)
            number = put(found, number, kind, start, place, sign, count - hidden, APART)
        elif sort & HYPHEN:
            if start and place < length and classes[codes[start - 1]] & classes[codes[place]] & ALNUM:
                continue
        elif sort & SKIPPED:
            continue
        elif sort & (COLON_SIGN | COMMA_SIGN):
            kind, sign = (COLON, _COLON) if sort & COLON_SIGN else (COMMA, _COMMA)
            number = put(found, number, kind, start, place, sign, count - hidden, APART)
        link = APART
    for word in range(count):       # apart from the reading, so that the memory is asked for many words at once
        known = _word_number(codes, words[0, word], words[1, word], marks[word], slots, places, letters, size)
        words[2, word] = known
        size += known == size
    return number, count, hidden, size


@inner
def first_from(numbers, least):
    """The place of the first of the sorted ``numbers`` that is ``least`` or more."""
    low, high = 0, len(numbers)         # np.searchsorted takes longer to compile, for each caller anew
    while low < high:
        middle = (low + high) // 2
        if numbers[middle] < least:
            low = middle + 1
        else:
            high = middle
    return low


@compiled
def word_from(starts, ends, start, stop):
    """The number of the first word from ``start`` to ``stop``; -1 where none begins there, -2 where it is cut."""
    word = first_from(starts, start)
    if word > 0 and ends[word - 1] > start:
        return -2
    if word == len(starts) or starts[word] >= stop:
        return -1
    return word if ends[word] <= stop else -2
