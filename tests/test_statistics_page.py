"""docs/statistics.md against the code: what it names exists, has its Caution, and nothing is left out."""

import importlib
import inspect
import re

import pytest

import nabra

PARTS = ("Asks", "Formula", "Source", "Not when")
MODULES = ("against_pooled", "classical", "coded", "decompose", "dispersion", "distance", "families", "keyness", "matched",
           "mixed", "outlet_map",
           "partisanship", "quoted", "rates", "regression", "robust", "shares", "standardise", "topics",
           "trends", "voices",
           "words")
HELPERS = {"in_voice", "voiced", "resolved", "variant_codes", "period_codes", "leave_out", "jensen_shannon", "kitagawa",
           "distance_draws", "count_effect", "order_changes", "informative_prior", "by_variant", "checked"}


def found(name):
    """The function of a dotted name: nabra.shares, nabra.measures.keyness.lrc."""
    parts = name.split(".")
    if len(parts) == 2:
        return getattr(nabra, parts[1])
    return getattr(importlib.import_module(".".join(parts[:-1])), parts[-1])


def public(module):
    module = importlib.import_module(f"nabra.measures.{module}")
    return [function for name, function in vars(module).items()
            if inspect.isfunction(function) and function.__module__ == module.__name__
            and not name.startswith("_")]


@pytest.fixture(scope="module")
def page(root):
    return (root / "docs" / "statistics.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def sections(page):
    return dict(re.findall(r"^### `([\w.]+)`\n(.*?)(?=^##|\Z)", page, re.M | re.S))


def test_every_function_that_is_named_exists(page):
    for name in re.findall(r"`(nabra\.[\w.]+)`", page):
        assert callable(found(name)), name


def test_each_says_what_it_asks_how_whence_and_when_not(sections):
    assert len(sections) > 40
    for name, text in sections.items():
        assert re.findall(r"^- \*\*(.+?)\*\*:", text, re.M) == list(PARTS), name
        doc = inspect.getdoc(found(name))
        assert "Caution\n-------\n" in doc or name.endswith("trusts_bootstrap"), f"{name} has no Caution"


@pytest.mark.parametrize("module", MODULES)
def test_every_public_measure_stands_on_the_page_and_has_its_caution(module, page, sections):
    described = {found(name) for name in sections}
    for function in public(module):
        doc = inspect.getdoc(function) or ""
        assert "Parameters\n" in doc or function.__name__ in HELPERS, function.__name__
        if function.__name__ in HELPERS:
            continue
        assert "Caution\n-------\n" in doc, function.__name__
        assert function in described or f"{module}.{function.__name__}`" in page, function.__name__


def test_what_is_exported_can_be_had():
    for name in nabra.__all__:
        assert getattr(nabra, name) is not None
