"""What a paper cites, with all the files that it takes in."""

from __future__ import annotations

import os.path
from collections.abc import Callable, Iterable, Iterator

import msgspec

from mlsysbib.selecting.citations import find_cited, find_included, find_sets
from mlsysbib.selecting.tex_citations import Included, folders_in_tex


class _File(msgspec.Struct, frozen=True):
    """A file to be read; `folders` are those in which it looks for files, nearest first."""

    path: str
    folders: tuple[str, ...]


def cited_in(
    mains: Iterable[str], read: Callable[[str], str]
) -> Iterator[tuple[str, dict[str, int]]]:
    """Yield each file of some papers with the keys that it cites and their lines.

    `read` returns the text of a path. The names of sets, wherever they are defined, are no keys.
    """
    found: list[tuple[str, dict[str, int]]] = []
    sets: set[str] = set()
    seen: set[str] = set()
    for main in mains:
        waiting = [_File(main, (os.path.dirname(main),))]
        while waiting:
            file = waiting.pop(0)
            real = os.path.realpath(file.path)
            if real in seen:
                continue
            seen.add(real)
            text = read(file.path)
            found.append((file.path, find_cited(text, file.path)))
            sets |= find_sets(text, file.path)
            extra = tuple(os.path.join(file.folders[-1], f) for f in folders_in_tex(text))
            included = (_locate(one, file, extra) for one in find_included(text, file.path))
            # What is not there is LaTeX's own, or not written yet.
            waiting = [*filter(None, included), *waiting]
    for path, keys in found:
        yield path, {key: line for key, line in keys.items() if key not in sets}


def _locate(included: Included, file: _File, extra: tuple[str, ...]) -> _File | None:
    """Return the file that LaTeX takes: beside the main one, or where it was told to look."""
    nearest, main = file.folders[0], file.folders[-1]
    folders = (*file.folders[:-1], *extra, main) if not included.folder else ()
    if included.folder:
        base = nearest if included.is_beside else main
        folders = (os.path.join(base, included.folder), os.path.join(nearest, included.folder))
    for folder in dict.fromkeys(folders):
        for name in _names(included.name, file.path):
            path = os.path.normpath(os.path.join(folder, name))
            if os.path.isfile(path):
                own = folder if included.folder else os.path.dirname(path)
                own_folders = (own, *file.folders) if included.is_own else file.folders
                return _File(path, (*dict.fromkeys(own_folders[:-1]), main))
    return None


def _names(name: str, path: str) -> tuple[str, ...]:
    """Return the names that are tried: what LaTeX is given without `.tex` is looked for with it."""
    is_tex = os.path.splitext(path)[1].lower() in {".tex", ".ltx"}
    return (f"{name}.tex", name) if is_tex and not name.endswith(".tex") else (name,)
