"""One request to a registry: time-outs, a few tries, and errors that say what happened."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping

import httpx

from mlsysbib import __version__
from mlsysbib.problems import UnreadableError

_TIMEOUT_S = 15.0
_TRIES = 4
_FIRST_PAUSE_S = 1.0
_LONGEST_PAUSE_S = 30.0
_WORTH_ANOTHER_TRY = frozenset({408, 425, 429, 500, 502, 503, 504})


class RegistryError(UnreadableError):
    """A registry could not be asked, or its answer cannot be parsed."""


def fetch(
    url: str,
    parameters: Mapping[str, str],
    mailto: str = "",
    pause: Callable[[float], None] = time.sleep,
) -> bytes:
    """Return the body of a registry's answer; raise RegistryError.

    `mailto` gives the registry an address to write to, which Crossref answers with better service.
    """
    agent = f"mlsysbib/{__version__}" + (f" (mailto:{mailto})" if mailto else "")
    reason = ""
    with httpx.Client(
        timeout=_TIMEOUT_S, headers={"User-Agent": agent}, follow_redirects=True
    ) as client:
        for number in range(_TRIES):
            if number:
                pause(_pause_s(number, reason))
            try:
                answer = client.get(url, params=dict(parameters))
            except httpx.InvalidURL as error:
                raise RegistryError(f"{url} is no address: {error}") from None
            except httpx.HTTPError as error:
                reason = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
                continue
            if answer.status_code in _WORTH_ANOTHER_TRY:
                reason = f"{answer.status_code} {answer.reason_phrase}"
                continue
            return _body(answer)
    host = httpx.URL(url).host
    raise RegistryError(f"{host} cannot be asked, after {_TRIES} tries: {reason}")


def _pause_s(number: int, reason: str) -> float:
    """Double the pause each time; a registry that is overrun gets twice as long."""
    factor = 2.0 if reason.startswith("429") else 1.0
    return min(_FIRST_PAUSE_S * factor * 2.0 ** (number - 1), _LONGEST_PAUSE_S)


def _body(answer: httpx.Response) -> bytes:
    if answer.status_code == httpx.codes.NOT_FOUND:
        raise RegistryError(f"{answer.url.host} does not know it: {answer.url}")
    if answer.is_error:
        raise RegistryError(
            f"{answer.url.host} refused: {answer.status_code} {answer.reason_phrase}"
        )
    return answer.content
