"""Encodings told by the bytes alone."""

import random

import pytest

from nabra.corpora.decode import Unreadable, decode

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
