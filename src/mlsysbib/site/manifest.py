"""What a folder holds of ours: which files, and what each was made of.

Only what is named here is ever removed. The size of a file tells whether it is still there whole.
"""

from __future__ import annotations

import os
from collections.abc import Mapping

import msgspec

from mlsysbib.problems import MlsysbibError
from mlsysbib.store.files import read_bytes, write_if_changed

NAME = ".mlsysbib-site.json"
_FORMAT = 1


class ForeignFolderError(MlsysbibError):
    """A folder, or a file where one of ours is to be, was made by someone else."""


class Made(msgspec.Struct, frozen=True, array_like=True):
    """A file of ours; `digest` stands for all that it was made of, "" for one not made yet."""

    digest: str
    size: int


class Manifest(msgspec.Struct, frozen=True):
    """The files of a site, by their paths relative to its folder."""

    files: Mapping[str, Made] = {}
    format: int = _FORMAT


def read_manifest(folder: str, *, force: bool = False) -> Manifest:
    """Return what a folder holds of ours; raise ForeignFolderError if it is not ours to fill.

    A folder that is not there, or holds hidden files only, is anyone's; with `force`, any is.
    """
    try:
        manifest = msgspec.json.decode(read_bytes(os.path.join(folder, NAME)), type=Manifest)
    except FileNotFoundError:
        others = [] if force or not os.path.exists(folder) else sorted(os.listdir(folder))
        foreign = next((name for name in others if not name.startswith(".")), "")
        if foreign:
            raise ForeignFolderError(
                f"{folder}: the folder holds {foreign} and was not made by `site build`; "
                "name another folder, or --force to write among what is there"
            ) from None
        return Manifest()
    except msgspec.MsgspecError:
        raise ForeignFolderError(f"{folder}/{NAME}: damaged; remove the folder") from None
    if manifest.format != _FORMAT or not all(map(_is_inside, manifest.files)):
        raise ForeignFolderError(f"{folder}/{NAME}: not made by this program; remove the folder")
    return manifest


def _is_inside(path: str) -> bool:
    """Say whether a path stays in the folder: a manifest could be written by anyone."""
    parts = path.split("/")
    return "\\" not in path and "\0" not in path and not {"", ".", ".."}.intersection(parts)


def write_manifest(folder: str, files: Mapping[str, Made]) -> None:
    """Say in a folder what it holds of ours."""
    content = msgspec.json.encode(Manifest(dict(sorted(files.items()))))
    # A line a file: a site in a repository has small differences.
    content = content.replace(b'],"', b'],\n"') + b"\n"
    write_if_changed(os.path.join(folder, NAME), content)


def is_intact(folder: str, path: str, made: Made) -> bool:
    """Say whether a file is there, with the size it was made with."""
    try:
        return os.stat(f"{folder}/{path}").st_size == made.size
    except OSError:
        return False
