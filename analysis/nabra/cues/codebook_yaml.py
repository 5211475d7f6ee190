"""Reading a hand-written YAML file so that every mistake is found and has a line number.

Values keep their place: nodes are read instead of plain Python values, and mistakes are gathered
in one list instead of stopping at the first.
"""

import unicodedata
from pathlib import Path

import yaml

from nabra.errors import NabraError, Problems

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DEPTH = 12
_LONGEST = 4_000_000
_TEXT = "tag:yaml.org,2002:str"
_NOTHING = "tag:yaml.org,2002:null"
_BOOL = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}


def read_bytes(path):
    """The bytes of a codebook file, or a NabraError that says why there are none."""
    path = Path(path)
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise NabraError(f"codebook {path}: there is no such file; check the name and the folder") from None
    except IsADirectoryError:
        raise NabraError(f"codebook {path} is a folder; name the .yml file in it") from None
    except OSError as error:
        why = error.strerror
        raise NabraError(f"codebook {path} cannot be read ({why}); check its permissions") from None


def parse(raw, name):
    """The root node of a YAML file.

    Parameters
    ----------
    raw : bytes
    name : str
        The file's name, for messages.

    Raises
    ------
    NabraError
        Not UTF-8, empty, too long, or not YAML.
    Problems
        Tabs, control characters, anchors and aliases, or too deep nesting, each with its line.
    """
    text = _decoded(raw, name)
    wrong = [f"codebook {name} line {line}: {what}" for line, what in _bad_characters(text)]
    if wrong:
        raise Problems(wrong)
    try:
        found = list(_bad_events(text))
        if found:
            raise Problems([f"codebook {name} line {line}: {what}" for line, what in found])
        root = yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        raise NabraError(_syntax(error, name)) from None
    if root is None:
        raise NabraError(f"codebook {name} is empty; write at least 'codebook:', 'title:' and 'concepts:'")
    return root


def _decoded(raw, name):
    if len(raw) > _LONGEST:
        raise NabraError(f"codebook {name} has {len(raw):,} bytes; more than {_LONGEST:,} is no codebook")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[:error.start].count(b"\n") + 1
        raise NabraError(f"codebook {name} line {line}: byte {raw[error.start]:#04x} is not UTF-8; "
                         "save the file in the encoding UTF-8") from None
    if not text.strip():
        raise NabraError(f"codebook {name} is empty; write at least 'codebook:', 'title:' and 'concepts:'")
    return text


def _bad_characters(text):
    for number, line in enumerate(text.split("\n"), 1):
        if "\t" in line.split("#")[0]:
            yield number, "a tab; use spaces, two for each step inwards"
        odd = [sign for sign in line if unicodedata.category(sign) == "Cc" and sign not in "\t\r"]
        if odd:
            yield number, f"the control character U+{ord(odd[0]):04X}; remove it"


def _bad_events(text):
    """Anchors, aliases and deep nesting, before any node is built (they can grow without bound)."""
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        line = event.start_mark.line + 1
        if isinstance(event, yaml.AliasEvent):
            yield line, f"'*{event.anchor}' repeats another place; write the words out"
        elif getattr(event, "anchor", None):
            yield line, f"the anchor '&{event.anchor}'; write the words out instead of repeating by anchor"
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > _DEPTH:
                yield line, f"more than {_DEPTH} steps inwards; a codebook needs fewer"
                return
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _syntax(error, name):
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    place = f" line {mark.line + 1}" if mark else ""
    what = getattr(error, "problem", None) or str(error).splitlines()[0]
    return (f"codebook {name}{place}: not readable as YAML ({what}); check the indentation, the colons and "
            "the quotation marks at this line and the one before")


class Reader:
    """Takes values out of nodes and gathers what is wrong with them.

    Attributes
    ----------
    name : str
        The file's name, for messages.
    problems : list of (line, message)
    """

    def __init__(self, name):
        self.name = name
        self.problems = []

    def say(self, node_or_line, message):
        """Note a mistake at a node (or a line)."""
        line = node_or_line if isinstance(node_or_line, int) else line_of(node_or_line)
        self.problems.append((line, f"codebook {self.name} line {line}: {message}"))

    def finish(self):
        """Raise Problems with everything noted, in the order of the file; nothing if there is nothing."""
        if self.problems:
            ordered = sorted(self.problems, key=lambda problem: problem[0])
            raise Problems(list(dict.fromkeys(message for _, message in ordered)))

    def mapping(self, node, what, allowed, required=()):
        """The node's values by key; unknown, repeated and missing keys are noted."""
        if not isinstance(node, yaml.MappingNode):
            self.say(node, f"{what} must be lines of 'key: value'; keys are {', '.join(allowed)}")
            return {}
        found = {}
        for key_node, value in node.value:
            key = key_node.value if isinstance(key_node, yaml.ScalarNode) else None
            if key not in allowed:
                self.say(key_node, f"{what} has no key '{key}'; one of {', '.join(allowed)}")
            elif key in found:
                self.say(key_node, f"'{key}' is given twice in {what}; keep one")
            else:
                found[key] = value
        for key in required:
            if key not in found:
                self.say(node, f"{what} has no '{key}'; add it")
        return found

    def items(self, node, what):
        """The nodes of a list; a missing list is empty."""
        if node is None:
            return []
        if not isinstance(node, yaml.SequenceNode):
            self.say(node, f"{what} must be a list: one line for each, beginning with '- '")
            return []
        if not node.value:
            self.say(node, f"{what} is an empty list; fill it or take it out")
        return node.value

    def text(self, node, what):
        """The text of a scalar, NFC and without outer blanks; None (noted) where it is none."""
        if node is None:
            return None
        if not isinstance(node, yaml.ScalarNode):
            self.say(node, f"{what} must be a text on one line")
            return None
        if node.tag == _NOTHING or not node.value.strip():
            self.say(node, f"{what} is empty; write it or take the line out")
            return None
        if node.tag != _TEXT:
            self.say(node, f"{what} '{node.value}' is not a text to YAML; put it in quotation marks: "
                           f"\"{node.value}\"")
            return None
        return unicodedata.normalize("NFC", " ".join(node.value.split()))

    def texts(self, node, what):
        """A list of texts; one text alone counts as a list of one."""
        if isinstance(node, yaml.ScalarNode):
            found = [self.text(node, what)]
        else:
            found = [self.text(item, what) for item in self.items(node, what)]
        return tuple(text for text in found if text is not None)

    def switch(self, node, what, default=False):
        """A yes or no; the default where it is missing."""
        if node is None:
            return default
        value = _BOOL.get(str(node.value).lower()) if isinstance(node, yaml.ScalarNode) else None
        if value is None:
            self.say(node, f"{what} must be true or false")
        return bool(value)

    def choice(self, node, what, options, default):
        """One of ``options``; the default where it is missing or wrong (noted)."""
        if node is None:
            return default
        value = node.value if isinstance(node, yaml.ScalarNode) else None
        if value not in options:
            self.say(node, f"{what} '{value}' unknown; one of {', '.join(options)}")
            return default
        return value


def line_of(node):
    """The line of a node, counted from 1."""
    return node.start_mark.line + 1
