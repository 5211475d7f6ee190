"""Who waits for rules to be compiled is told so, once, and only then."""

import io
from types import SimpleNamespace

import pytest

from nabra.text import first_time


class Terminal(io.StringIO):
    """A stream that people read."""

    def isatty(self):
        return True


@pytest.fixture
def terminal(monkeypatch):
    stream = Terminal()
    monkeypatch.setattr(first_time, "sys", SimpleNamespace(stderr=stream))
    return stream


def _events(note, module, *steps):
    """Compiling begins (+) and ends (-) at the seconds of ``steps``."""
    rule = SimpleNamespace(data={"dispatcher": SimpleNamespace(py_func=SimpleNamespace(__module__=module))})
    for sign, second in steps:
        note.now = second
        (note.on_start if sign == "+" else note.on_end)(rule)


def _note():
    note = first_time.Note(lambda: note.now)
    return note


def test_it_is_said_once_within_a_long_rule(terminal):
    _events(_note(), "nabra.cues.x", ("+", 0), ("+", 1), ("-", 1.5), ("+", 3), ("-", 9), ("+", 10), ("-", 12), ("-", 13), ("+", 20))
    assert terminal.getvalue() == first_time.NOTE + "\n"


def test_it_is_said_when_many_short_ones_have_taken_long(terminal):
    note = _note()
    for second in range(0, 40, 4):
        _events(note, "nabra.text.x", ("+", second), ("-", second + .5))
        assert bool(terminal.getvalue()) == (second >= 20), second


def test_others_rules_and_the_time_between_do_not_count(terminal):
    note = _note()
    _events(note, "elsewhere", ("+", 0), ("+", 5), ("-", 9), ("-", 9))
    _events(note, "nabra.text.x", ("+", 10), ("-", 10.5), ("+", 100), ("-", 100.5))
    assert terminal.getvalue() == ""


@pytest.mark.parametrize("stream", [io.StringIO(), None])
def test_a_file_is_told_nothing(stream, monkeypatch):
    monkeypatch.setattr(first_time, "sys", SimpleNamespace(stderr=stream))
    _events(_note(), "nabra.text.x", ("+", 0), ("+", 5))
    assert stream is None or stream.getvalue() == ""
