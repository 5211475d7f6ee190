"""A measurement of any size: articles in batch by batch, tables out by row group, memory flat, stopped and resumed.

Each batch of articles becomes a part on disk (`nabra.scale.parts`); when all stand, the parts are merged in the
order of the doc_ids (`nabra.scale.merge`) into the tables that `nabra.store.save` would write. A run that was
killed goes on from the parts that stand, and ends with the same bytes.
"""

import shutil
import time
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

import pandas as pd
from tqdm import tqdm

from nabra import pipeline, store
from nabra.corpora.joined import Joined
from nabra.corpora.read import batches, expected
from nabra.cues.function import weights
from nabra.cues.measure import instruments
from nabra.errors import NabraError
from nabra.scale import parts
from nabra.scale.together import together
from nabra.spread import spread
from nabra.text.language import packs

KEPT_AFTER = 60     # seconds of work that Ctrl-C does not throw away


class Work(NamedTuple):
    """What is measured and how.

    articles : path; codebook : Codebook; reading : dict of `nabra.corpora.read.batches`' options;
    repeated : dict; groups, decisions : tables, or None.
    """

    articles: object
    codebook: object
    reading: dict
    repeated: dict | None = None
    groups: object = None
    decisions: object = None


def measure(work, out, manifest_of, processes=1, say=print, progress=None, tools=None):
    """Measure articles into the folder ``out`` without ever holding all of them.

    Parameters
    ----------
    work : Work
    out : str or Path
    manifest_of : callable
        From what comes back to the manifest.
    processes : int
    say : callable
        Told each note of the reading once.
    progress : bool, optional
        By default where standard error is a terminal.
    tools : nabra.cues.measure.Instruments, optional
        Those of the codebook and the repeated lines, where they have been made before (for one process).

    Returns
    -------
    nabra.scale.together.Done

    Raises
    ------
    NabraError
        As `nabra.corpora.read.batches`, `nabra.measure` and `nabra.store.save`.
    """
    store.check_out(out, work.articles)
    store.clear(out, kept=(store.PARTS,))
    begun = time.monotonic()
    with _folder(out) as folder:
        try:
            journal = parts.Journal(folder)
            joined = _parts(work, journal, processes, say, progress, tools)
            with store.staged(out, store.earlier(out)) as new:
                done = together(journal, joined, work.groups, work.decisions, new)
                store.write_table(work.codebook.labels(), new, "labels")
                store.write_table(done.rejected, new, "rejected")
                store.write_manifest(manifest_of(done), new)
        except KeyboardInterrupt:
            if time.monotonic() - begun > KEPT_AFTER:
                raise NabraError("stopped by Ctrl-C; what was measured is kept, and the same command goes on "
                                 "from there") from None
            shutil.rmtree(folder, ignore_errors=True)
            raise
        except OSError as error:
            raise store.unwritten(out, error) from error
    store.clear(out)
    return done


@contextmanager
def _folder(out):
    """The folder of the parts; where it comes to nothing, what was made for it is taken away again."""
    place = Path(out).resolve()
    made = [path for path in (place, *place.parents) if not path.exists()]
    try:
        yield place / store.PARTS
    finally:
        if not (place / store.PARTS / parts.JOURNAL).is_file():
            shutil.rmtree(place / store.PARTS, ignore_errors=True)
            for path in made:
                if path.is_dir() and not any(path.iterdir()):
                    path.rmdir()


def _parts(work, journal, processes, say, progress, tools):
    """Make the parts that are not there yet; returns what was found in reading."""
    joined = Joined()
    bar = tqdm(total=expected(work.articles), unit=" articles", desc="measuring", smoothing=.05,
               disable=None if progress is None else not progress)
    base = parts.base_key(work.codebook, work.repeated)

    def tasks():
        read = batches(work.articles, parts.SIZE, **work.reading, apart=True)
        for number, loaded in enumerate(read):
            for sentence in joined.add(loaded):
                say(sentence)
            if not len(loaded.documents):
                continue
            rows = [None if row is None or row is pd.NA else int(row) for row in loaded.apart.rows]
            payload, places = parts.payload_of(loaded.documents), (rows, loaded.apart.positions)
            key = parts.key_of(base, payload, places)
            if journal.take(number, key):
                bar.update(len(loaded.documents))
                if not bar.disable:
                    bar.initial += len(loaded.documents)    # the rate is that of this run
                continue
            yield journal.folder, number, key, payload, places

    with bar, closing(_measured(tasks(), work, processes, tools)) as measured:
        for entry in measured:
            journal.note(entry)
            bar.update(entry["articles"])
            parts.release()     # of the reading, where others measure
    return joined


def _measured(tasks, work, processes, tools):
    if processes > 1:
        yield from spread(_in_process, tasks, processes, pipeline.prepare, (work.codebook, work.repeated))
        return
    tools = tools or instruments(work.codebook, packs(), weights(), work.repeated)
    yield from (parts.measure_part(*task, tools) for task in tasks)


def _in_process(task):
    tools = pipeline.prepared()
    return None if tools is None else parts.measure_part(*task, tools, pipeline.prepared.stop.is_set)
