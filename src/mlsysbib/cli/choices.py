"""Parameter types that know what there is: they complete it, and name what is near to a slip."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import click

from mlsysbib.cli.libraries import open_library
from mlsysbib.formats import FORMATS
from mlsysbib.formats.base import AuthorLimit
from mlsysbib.formats.targets import TARGETS
from mlsysbib.model.library import Library
from mlsysbib.problems import MlsysbibError, did_you_mean


class NearChoice(click.Choice[str]):
    """A choice whose error names the near matches first."""

    def get_invalid_choice_message(self, value: Any, ctx: click.Context | None) -> str:  # noqa: ANN401, ARG002  # click's signature
        """Say what was meant, perhaps, and what there is."""
        names = [str(choice) for choice in self.choices]
        near = did_you_mean(str(value), names)
        listed = f"one of {', '.join(names)}"
        return f"{value!r} is not {listed}" + (f"; {near}" if near else "")


class FormatChoice(NearChoice):
    """A format, also by the name of a program that reads it: EndNote takes RIS."""

    def __init__(self) -> None:
        super().__init__(list(FORMATS))

    def convert(
        self,
        value: Any,  # noqa: ANN401  # click's signature
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> str:
        """Return the name of the format that is meant."""
        also = {name: format_.name for format_ in FORMATS.values() for name in format_.also}
        return super().convert(also.get(str(value).lower(), value), param, ctx)

    def get_invalid_choice_message(self, value: Any, ctx: click.Context | None) -> str:  # noqa: ANN401  # click's signature
        """Say what there is; a target is asked for by another option."""
        said = super().get_invalid_choice_message(value, ctx)
        return f"{said}; `--for {value}` is for that" if value in _TARGET_NAMES else said


class TargetChoice(NearChoice):
    """A target, also by the name of a style that belongs to it: IEEEtran is of `ieee`."""

    def __init__(self) -> None:
        super().__init__(_TARGET_NAMES)

    def convert(
        self,
        value: Any,  # noqa: ANN401  # click's signature
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> str:
        """Return the name of the target that is meant."""
        also = {style.lower(): t.name for t in TARGETS.values() for style in t.styles}
        return super().convert(also.get(str(value).lower(), value), param, ctx)

    def get_invalid_choice_message(self, value: Any, ctx: click.Context | None) -> str:  # noqa: ANN401  # click's signature
        """Say what there is; a format is asked for by another option."""
        said = super().get_invalid_choice_message(value, ctx)
        names = {name: f.name for f in FORMATS.values() for name in (f.name, *f.also)}
        return f"{said}; `--format {names[value]}` is for that" if value in names else said


_TARGET_NAMES = list(dict.fromkeys(name for f in FORMATS.values() for name in f.targets))


class AuthorLimitType(click.ParamType[AuthorLimit]):
    """`N` or `N,K`: with more than N authors, write the first K (or N)."""

    name = "N[,K]"

    def convert(
        self,
        value: Any,  # noqa: ANN401  # click's signature
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> AuthorLimit:
        """Read the limit; fail for what is no pair of positive numbers."""
        if isinstance(value, AuthorLimit):
            return value
        most, _, kept = str(value).partition(",")
        kept = kept or most
        if not (most.isdecimal() and kept.isdecimal() and 0 < int(kept) <= int(most)):
            self.fail(f"{value!r} is not N or N,K with 0 < K <= N", param, ctx)
        return AuthorLimit(int(most), int(kept))


def complete_keys(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[str]:
    """Return the citation keys that begin as typed."""
    return _complete(ctx, incomplete, lambda library: library)


def complete_queries(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[str]:
    """Return keys, and behind `venue:` or `topic:` what stands there."""
    field, colon, value = incomplete.partition(":")
    if colon and field in {"venue", "topic", "list"}:
        sources: dict[str, Callable[[Library], Iterable[str]]] = {
            "venue": lambda library: library.venues,
            "topic": lambda library: library.topics,
            "list": lambda library: library.reading_lists,
        }
        return [f"{field}:{found}" for found in _complete(ctx, value, sources[field])]
    return complete_keys(ctx, _, incomplete)


def complete_lists(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[str]:
    """Return the reading lists whose identifier begins as typed."""
    return _complete(ctx, incomplete, lambda library: library.reading_lists)


def complete_venues(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[str]:
    """Return the venues whose identifier begins as typed."""
    return _complete(ctx, incomplete, lambda library: library.venues)


def _complete(
    ctx: click.Context, incomplete: str, names: Callable[[Library], Iterable[str]]
) -> list[str]:
    try:
        library = open_library(ctx.params.get("library_path"))
    except MlsysbibError:
        # A broken library is reported when a command runs, not while a word is typed.
        return []
    return sorted(name for name in names(library) if name.startswith(incomplete))
