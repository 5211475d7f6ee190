"""Public corpora brought onto this machine: downloaded once, checked by SHA-256, kept in a cache.

``NABRA_CACHE`` names the cache, else it is the system's. ``NABRA_MIRROR`` names a folder that is looked into
before the network is: ``MIRROR/CORPUS/FILE``, then ``MIRROR/FILE``. Nothing is written outside the cache.
"""

import hashlib
import json
import os
import re
import shutil
import zipfile
from pathlib import Path

import pooch
import requests
from tqdm import tqdm

from nabra.corpora.decode import Unreadable
from nabra.corpora.entries import members
from nabra.errors import NabraError

CACHE, MIRROR = "NABRA_CACHE", "NABRA_MIRROR"
PINS, ACCEPTED = "pins.json", "accepted.txt"
BLOCK = 1 << 16
PATIENCE = 60  # seconds without a byte


def home(recipe):
    """The corpus' folder in the cache."""
    return Path(os.environ.get(CACHE) or pooch.os_cache("nabra")) / "corpora" / recipe.name


def kept(recipe):
    """The folder of the corpus' own files in the cache."""
    return home(recipe) / "files"


def accepted(recipe):
    """Whether this licence has been accepted before."""
    place = home(recipe) / ACCEPTED
    return place.is_file() and place.read_text(encoding="utf-8") == recipe.datasheet["licence"]


def accept(recipe):
    """Note that the licence was shown and accepted; a recipe with another licence asks again."""
    home(recipe).mkdir(parents=True, exist_ok=True)
    (home(recipe) / ACCEPTED).write_text(recipe.datasheet["licence"], encoding="utf-8")


def chosen(recipe, only=None):
    """The downloads whose name the regular expression ``only`` finds; all by default."""
    try:
        found = [one for one in recipe.downloads if only is None or re.search(only, one.name)]
    except re.error as error:
        raise NabraError(f"--only '{only}' is no regular expression ({error})") from None
    if not found:
        raise NabraError(f"--only '{only}' finds none of the files of {recipe.name}: "
                         f"{', '.join(one.name for one in recipe.downloads[:20])}")
    return found


def fetch(recipe, only=None, progress=True):
    """Bring the files of a corpus into the cache.

    Parameters
    ----------
    recipe : nabra.corpora.catalogue.Recipe
    only : str, optional
        A regular expression: the names of the files that are wanted.
    progress : bool
        Show a bar for each download.

    Yields
    ------
    (Download, Path, str)
        Each file when it is there and its hash is right, and one word: cached, mirror, downloaded or pinned.

    Raises
    ------
    NabraError
        A file cannot be had, or its hash is not the recipe's: file, expected and found are named. An
        interrupted download goes on where it stopped when it is fetched again.
    """
    folder = kept(recipe)
    folder.mkdir(parents=True, exist_ok=True)
    for one in chosen(recipe, only):
        place = folder / one.name
        how = "cached"
        unknown = not (one.sha256 or one.contents or one.name in _pins(recipe))
        if not place.is_file():
            source = _in_mirror(recipe, one)
            how = "mirror" if source else "downloaded"
            part = home(recipe) / f"{one.name}.part"
            if source:
                shutil.copyfile(source, part)
                _check(recipe, one, part)
                os.replace(part, place)
            else:
                _download(recipe, one, place, part, progress)
        _check(recipe, one, place)
        yield one, place, "pinned" if unknown else how


def _in_mirror(recipe, one):
    mirror = os.environ.get(MIRROR)
    places = [Path(mirror, recipe.name, one.name), Path(mirror, one.name)] if mirror else []
    return next((place for place in places if place.is_file()), None)


def _download(recipe, one, place, part, progress):
    def resume(url, output, caller, check_only=False):
        _resume(one, part, progress)
        _check(recipe, one, part)
        os.replace(part, output)

    known = f"sha256:{one.sha256}" if one.sha256 else None
    pooch.get_logger().setLevel("WARNING")
    try:
        pooch.retrieve(one.url, known, fname=place.name, path=place.parent, downloader=resume)
    except requests.RequestException as error:
        reason = str(error).partition("\n")[0][:200]
        raise NabraError(f"{recipe.name}: {one.name} cannot be downloaded from {one.url} ({reason}); run the "
                         f"command again to go on, or set {MIRROR} to a folder that holds the file") from None


def _resume(one, part, progress):
    """Download into ``part``, from where an earlier attempt ended if the server still has the same file."""
    tag = part.with_suffix(part.suffix + ".etag")
    have = part.stat().st_size if part.is_file() and tag.is_file() else 0
    head = {"Range": f"bytes={have}-", "If-Range": tag.read_text(encoding="utf-8")} if have else {}
    head |= {"Accept-Encoding": "identity"}
    with requests.get(one.url, stream=True, timeout=PATIENCE, headers=head) as reply:
        reply.raise_for_status()
        have = have if reply.status_code == 206 else 0
        if reply.headers.get("ETag", "").startswith('"'):
            tag.write_text(reply.headers["ETag"], encoding="utf-8")
        else:
            tag.unlink(missing_ok=True)
        left = reply.headers.get("Content-Length")
        total = have + int(left) if left else None
        bar = tqdm(total=total, initial=have, unit="B", unit_scale=True, desc=one.name,
                   disable=None if progress else True)
        with bar, part.open("ab" if have else "wb") as file:
            for block in reply.iter_content(BLOCK):
                file.write(block)
                bar.update(len(block))
    if total is not None and part.stat().st_size != total:
        raise requests.ConnectionError(f"it broke off at {part.stat().st_size:,} of {total:,} bytes")
    tag.unlink(missing_ok=True)


def _check(recipe, one, place):
    """Check a file's hash, or pin it where nobody knows it. The wrong file is taken away."""
    if one.contents:
        _compare(recipe, one, place, one.contents, contents(place, one.only), "the SHA-256 of its contents")
        return
    found = _sha256(place)
    pins = _pins(recipe)
    expected = one.sha256 or pins.get(one.name)
    if expected is None:
        (home(recipe) / PINS).write_text(json.dumps(pins | {one.name: found}, indent=1), encoding="utf-8")
        return
    what = "its SHA-256" if one.sha256 else "the SHA-256 pinned at first"
    _compare(recipe, one, place, expected, found, what)


def _compare(recipe, one, place, expected, found, what):
    if expected == found:
        return
    place.unlink()
    raise NabraError(f"{recipe.name}: {one.name} is not the file of the recipe: {what} should be {expected}, "
                     f"found {found}; the file was taken away: fetch again, and if it is still another, the "
                     "corpus has changed at its home")


def _pins(recipe):
    place = home(recipe) / PINS
    try:
        return json.loads(place.read_text(encoding="utf-8")) if place.is_file() else {}
    except ValueError:
        raise NabraError(f"{place}: it is no JSON any more; delete it to pin the files anew") from None


def contents(place, only=None):
    """The SHA-256 of what an archive holds, however it is packed (see ``catalogue.Download``)."""
    lines = []
    try:
        with members("", place) as (good, _):
            tops = {entry.name.partition("/")[0] for entry in good}
            cut = f"{tops.pop()}/" if len(tops) == 1 else ""
            for entry in good:
                name = entry.name.removeprefix(cut)
                if only is None or re.search(only, name):
                    with entry.open() as stream:
                        lines.append((name, hashlib.file_digest(stream, "sha256").hexdigest()))
    except (Unreadable, zipfile.BadZipFile, OSError) as error:
        return f"nothing ({error})"
    listed = "".join(f"{digest}  {name}\n" for name, digest in sorted(lines))
    return hashlib.sha256(listed.encode()).hexdigest()


def _sha256(place):
    with place.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
