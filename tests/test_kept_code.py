"""What numba keeps on disk is used only while the files that state compiled rules are the same."""

import inspect

from nabra.cues import (
    compiled_beside, compiled_complements, compiled_openings, compiled_quoted, compiled_reading, compiled_rows,
    compiled_scopes, compiled_sentences, compiled_speakers,
)
from nabra.text import compiled, compiling


def test_kept_code_belongs_to_the_present_sources():
    stamp = compiling._sources()
    for rule in (compiled.tokens, compiled_reading.read, compiled_rows.trimmed):
        assert rule._cache._cache_file._source_stamp[1] == stamp


def test_the_digest_changes_with_the_bits(monkeypatch):
    before, read = compiling._sources.__wrapped__(), compiling.Path.read_bytes
    monkeypatch.setattr(compiling.Path, "read_bytes",
                        lambda file: read(file) + b"# bits" * (file.name == "bits_attribution.py"))
    assert compiling._sources.__wrapped__() != before


def test_each_compiled_rule_of_attribution_says_what_it_does():
    modules = (compiled_beside, compiled_complements, compiled_openings, compiled_quoted, compiled_reading,
               compiled_rows, compiled_scopes, compiled_sentences, compiled_speakers)
    rules = [rule.py_func for module in modules
             for rule in vars(module).values() if hasattr(rule, "py_func") and rule.py_func.__module__ == module.__name__]
    assert len(rules) > 20 and all(inspect.getdoc(rule) for rule in rules)
