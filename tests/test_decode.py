"""Encodings told by the bytes alone."""

import gzip
import random
import zlib

import pytest

from nabra.corpora.decode import Decoded, Unreadable, decode

ARABIC = "قالت الحكومة إن المعارضة المسلحة «انسحبت» من المدينة، وفق ما ذكرت الوكالة أمس."


@pytest.mark.parametrize("encoding", [
    "utf-8", "windows-1256", "iso-8859-6", "cp720", "utf-16", "utf-16-le", "utf-16-be"])
def test_arabic_in_each_encoding(encoding):
    text = ARABIC.encode(encoding, "ignore").decode(encoding)  # old encodings lack a mark or two
    assert len(text) > 75 and "المعارضة المسلحة" in text
    assert decode(text.encode(encoding)).text == text


def test_western_and_plain_bytes():
    assert decode("The “rebels” – café".encode("windows-1252")).text == "The “rebels” – café"
    assert decode(b"plain").encoding == "utf-8" and not decode(b"plain").guessed
    assert decode("“rebels”".encode("utf-16-le")).text == "“rebels”"


@pytest.mark.parametrize("letters", [20, 40, 80])
@pytest.mark.parametrize("encoding", ["windows-1256", "iso-8859-6", "cp720", "utf-16-le", "utf-16-be"])
def test_arabic_of_a_few_words(encoding, letters):
    text = ARABIC.encode(encoding, "ignore").decode(encoding)[:letters]
    found = decode(text.encode(encoding))
    assert (found.text, found.guessed) == (text, True)


def test_a_few_arabic_words_in_a_long_english_file():
    text = "<p>some plain English stands here</p>\n" * 3_000 + "كلمة عربية\n" + "and more\n" * 3_000
    assert decode(text.encode("windows-1256")) == Decoded(text, "windows-1256", guessed=True)


def test_western_letters_are_not_taken_for_arabic_ones():
    text = "Le gouvernement a déclaré que l’opposition armée s’était retirée, où qu’elle fût."
    assert decode(text.encode("windows-1252")) == Decoded(text, "windows-1252", guessed=True)


def test_damaged_utf8_is_not_taken_for_windows_1252():
    data = "Un café très cher à côté. ".encode() * 3 + b"\xff " + "Déjà vu, “dit-il”. ".encode() * 20
    with pytest.raises(Unreadable, match="byte 0xff at"):
        decode(data)
    found = decode(data, repair=True)
    assert (found.encoding, found.replaced) == ("utf-8", 1) and found.text.startswith("Un café très cher")


def test_a_declared_charset_in_the_text_decides_nothing():
    text = '<meta charset="koi8-r">' + ARABIC
    assert decode(text.encode("windows-1256")).text == text


def test_pictures_and_archives_are_no_text():
    png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + zlib.compress(random.Random(1).randbytes(4_000))
    archive = gzip.compress(ARABIC.encode() * 200)
    for data in (png, archive, archive.replace(b"\0", b""), bytes(range(128, 256)) * 20):
        with pytest.raises(Unreadable):
            decode(data)


def test_a_bad_byte_in_utf8_is_not_taken_for_windows_1256():
    with pytest.raises(Unreadable, match="byte 0xff at"):
        decode(ARABIC.encode() + b"\xff" + ARABIC.encode())


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_tells_and_is_dropped(encoding):
    found = decode(ARABIC.encode(encoding))
    assert found.text == ARABIC and not found.guessed


@pytest.mark.parametrize("seed", range(5))
def test_random_bytes_are_no_text(seed):
    data = random.Random(seed).randbytes(5_000)
    for repair in (False, True):
        with pytest.raises(Unreadable):
            decode(data, repair=repair)


def test_a_given_encoding_that_does_not_fit_names_the_byte():
    with pytest.raises(Unreadable, match="not ascii .byte 0xd9 at 0"):
        decode(ARABIC.encode(), "ascii")


def test_a_very_long_line_takes_no_longer_than_many_short_ones():
    """No quadratic search for the lines that tell: 4 MB of ASCII in one line, then bytes of windows-1256."""
    data = b"a" * 4_000_000 + b"\n" + (ARABIC * 20).encode("windows-1256")
    assert decode(data).encoding == "windows-1256"
