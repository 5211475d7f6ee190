"""What users pick instead, for the bench: each looks for the same forms in the same texts; terms only."""

import shutil
import subprocess
import tempfile
from pathlib import Path


class Polars:
    """polars' find_many (Aho and Corasick): every place where a form stands, also inside longer words."""

    name = "polars find_many"

    def __init__(self, path, texts, book, forms):
        import polars
        self.column, self.forms = polars.Series(texts), polars.Series(forms).implode()

    def run(self):
        return int(self.column.str.find_many(self.forms, overlapping=True).list.len().sum())


class PolarsAny(Polars):
    """polars' contains_any: only whether a text has any form."""

    name = "polars contains_any"

    def run(self):
        return int(self.column.str.contains_any(self.forms).sum())


class Spacy:
    """spaCy's PhraseMatcher behind its Arabic tokenizer."""

    name = "spaCy PhraseMatcher"

    def __init__(self, path, texts, book, forms):
        import spacy
        from spacy.matcher import PhraseMatcher
        self.texts, language = texts, spacy.blank("ar")
        language.max_length = 10_000_000
        self.read, self.matcher = language.tokenizer, PhraseMatcher(language.vocab)
        self.matcher.add("form", list(language.tokenizer.pipe(forms)))

    def run(self):
        return sum(len(self.matcher(self.read(text))) for text in self.texts)


QUANTEDA = r"""
suppressMessages(library(quanteda)); quanteda_options(threads = 1)
given <- commandArgs(TRUE)
texts <- readLines(given[1], encoding = "UTF-8"); forms <- readLines(given[2], encoding = "UTF-8")
begun <- proc.time()
found <- tokens(texts); hits <- tokens_lookup(found, dictionary(list(form = forms)), valuetype = "fixed")
lines <- kwic(found, forms, valuetype = "fixed")
spent <- proc.time() - begun
cat(spent[["user.self"]] + spent[["sys.self"]], nrow(lines))
"""


class Quanteda:
    """quanteda's tokens, tokens_lookup and kwic in R, one thread; only this work is timed, not R's start."""

    name = "quanteda"

    def __init__(self, path, texts, book, forms):
        if shutil.which("Rscript") is None:
            raise RuntimeError("Rscript is not on the PATH")
        asked = subprocess.run(["Rscript", "-e", "library(quanteda)"], capture_output=True, text=True)
        if asked.returncode:
            raise RuntimeError("R has no package quanteda")
        self.folder = Path(tempfile.mkdtemp(prefix="nabra-bench-"))
        (self.folder / "texts").write_text("\n".join(" ".join(text.split()) for text in texts), encoding="utf-8")
        (self.folder / "forms").write_text("\n".join(forms), encoding="utf-8")

    def run(self):
        done = subprocess.run(["Rscript", "-e", QUANTEDA, self.folder / "texts", self.folder / "forms"],
                              capture_output=True, text=True, check=True)
        self.seconds, hits = map(float, done.stdout.split()[-2:])
        return int(hits)


OTHERS = (Polars, PolarsAny, Spacy, Quanteda)
