"""Where indexes are: in the user's data folder by name, in the data package, or in any file."""

from __future__ import annotations

import contextlib
import importlib.util
import lzma
import os
from collections.abc import Callable, Iterable, Iterator
from hashlib import blake2b

import msgspec

from mlsysbib.index.building import Coverage, build_index
from mlsysbib.index.layout import About, IndexFileError
from mlsysbib.index.lookup import Index
from mlsysbib.index.record import Record
from mlsysbib.index.store import Store

DEFAULT = "default"
SUFFIX = ".mlsysbib-index"
_PACKAGE = "mlsysbib_index"
_LICENCE = "facts; DBLP and arXiv CC0 1.0, ACL Anthology CC BY 4.0, see docs/indexes.md"

# Called with the share of a build that is done, 0 to 1.
Watcher = Callable[[float], None]


def data_folder() -> str:
    """Return the folder of the user's indexes; MLSYSBIB_DATA names another."""
    if folder := os.environ.get("MLSYSBIB_DATA"):
        return folder
    home = os.environ.get("XDG_DATA_HOME") or os.path.join(
        os.path.expanduser("~"), ".local", "share"
    )
    return os.path.join(home, "mlsysbib")


def path_of(name: str) -> str:
    """Return the file of an index: a name stands for one in the data folder, a path for itself."""
    if os.sep in name or name.endswith(SUFFIX):
        return name
    return os.path.join(data_folder(), "indexes", name + SUFFIX)


def known_indexes() -> dict[str, str]:
    """Return the files of the user's indexes, by name."""
    folder = os.path.join(data_folder(), "indexes")
    try:
        names = sorted(name for name in os.listdir(folder) if name.endswith(SUFFIX))
    except OSError:
        return {}
    return {name.removesuffix(SUFFIX): os.path.join(folder, name) for name in names}


def find_default_data() -> str | None:
    """Return the folder of the default index's data: of the package, or of this repository."""
    spec = importlib.util.find_spec(_PACKAGE)
    places = list(spec.submodule_search_locations or ()) if spec else []
    here = os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(__file__))))
    places.append(os.path.join(here, "index-data", "src", _PACKAGE))
    folders = (os.path.join(place, "data") for place in places)
    return next((folder for folder in folders if os.path.isdir(folder)), None)


def default_stamp(folder: str) -> str:
    """Return what tells one state of the default index's data from another."""
    found = sorted((child.name, child.stat().st_size) for child in os.scandir(folder))
    return blake2b(repr(found).encode(), digest_size=8).hexdigest()


def build_default(watch: Watcher | None = None) -> About:
    """Build the default index of its data; raise IndexFileError where there is none."""
    folder = find_default_data()
    if folder is None:
        raise IndexFileError(NO_DEFAULT)
    names = sorted(name for name in os.listdir(folder) if name.endswith(".jsonl.xz"))
    about = About(
        name=DEFAULT,
        source="mlsysbib-index",
        licence=_LICENCE,
        date=_date_of(folder),
        stamp=default_stamp(folder),
    )
    paths = [os.path.join(folder, name) for name in names]
    total = sum(map(os.path.getsize, paths))
    done = 0

    def works() -> Iterator[tuple[Record, ...]]:
        nonlocal done
        for path in paths:
            with lzma.open(path) as file:
                yield from map(_decode, file)
            done += os.path.getsize(path)
            if watch:
                watch(done / total)

    return build_index(path_of(DEFAULT), works(), about, lambda: known_coverage(folder))


NO_DEFAULT = (
    "the default index is not installed: `pip install mlsysbib[index]` brings its data, and "
    "`mlsysbib index build FILE` makes one of your own"
)
_decode = msgspec.json.Decoder(tuple[Record, ...]).decode


def _date_of(folder: str) -> str:
    try:
        with open(os.path.join(folder, "date.txt"), encoding="ascii") as file:
            return file.read().strip()
    except OSError:
        return ""


def known_coverage(folder: str) -> Coverage:
    """Return the venue-years of which the data holds every paper, with their works."""
    try:
        with open(os.path.join(folder, "coverage.tsv"), encoding="utf-8") as file:
            rows = [line.rstrip("\n").split("\t") for line in file]
    except OSError:
        return ()
    return [(venue, int(year), int(works)) for venue, year, works in rows]


def open_index(name: str, watch: Watcher | None = None) -> Store:
    """Open an index by name or path; the default one is built first where its data is newer.

    Raises IndexFileError.
    """
    path = path_of(name)
    if name == DEFAULT:
        data = find_default_data()
        if data is not None and not _is_current(path, data):
            build_default(watch)
        elif data is None and not os.path.isfile(path):
            raise IndexFileError(NO_DEFAULT)
    if not os.path.isfile(path):
        known = ", ".join(known_indexes()) or "none"
        raise IndexFileError(f"there is no index {name!r} (known: {known}); `mlsysbib index list`")
    return Store(path)


def _is_current(path: str, data: str) -> bool:
    try:
        return Store(path).about.stamp == default_stamp(data)
    except IndexFileError:
        return False


def open_indexes(names: Iterable[str] = (), watch: Watcher | None = None) -> Index:
    """Open indexes by name or path, `none` for none at all.

    Without any name, all that are there: the user's own, and the default one. Raises
    IndexFileError.
    """
    wanted = list(names)
    if "none" in wanted:
        return Index()
    if not wanted:
        wanted = [name for name in known_indexes() if name != DEFAULT]
        if find_default_data() is not None or os.path.isfile(path_of(DEFAULT)):
            wanted.insert(0, DEFAULT)
    return Index(open_index(name, watch) for name in dict.fromkeys(wanted))


def open_built(name: str | None = None) -> Index:
    """Open what can be read at once, without a build: the index of a name, or all of the user's."""
    paths = [path_of(name)] if name else [*known_indexes().values()]
    stores = []
    for path in [] if name == "none" else paths:
        with contextlib.suppress(IndexFileError):
            stores.append(Store(path))
    return Index(stores)
