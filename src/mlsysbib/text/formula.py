"""Formulas of titles as HTML, and in characters alone."""

from __future__ import annotations

import html
import re

from mlsysbib.text.latex_decoding import decode

_SCRIPT = re.compile(r"([_^])(?:\{([^{}]*)\}|(\w))")
_SCRIPT_TAG = {"_": "sub", "^": "sup"}


_COMMAND = re.compile(r"(\\[A-Za-z]+) ?")
_OPERATORS = frozenset("arg cos det dim exp lim ln log max min sin tan".split())


def math_to_unicode(math: str) -> str:
    r"""Return a formula with the characters of the commands that have one, for who knows no TeX.

    >>> math_to_unicode(r"\mu_2 = O(\log n)")
    'μ_2 = O(log n)'
    """
    return _COMMAND.sub(_rendered, math)


def math_to_html(math: str) -> str:
    r"""Render symbols, operators and simple scripts; the rest of the formula stays as it is.

    >>> math_to_html(r"\mu_2 = O(\log n)")
    'μ<sub>2</sub> = O(log n)'
    """

    def tag(found: re.Match[str]) -> str:
        name = _SCRIPT_TAG[found[1]]
        return f"<{name}>{found[2] if found[2] is not None else found[3]}</{name}>"

    return _SCRIPT.sub(tag, html.escape(math_to_unicode(math), quote=False))


def _rendered(command: re.Match[str]) -> str:
    """Return the character of a command, or the name of an operator."""
    if command[1][1:] in _OPERATORS:
        return command[0][1:]
    symbol = decode(f"${command[1]}$")
    if symbol.startswith("$"):
        return command[0]
    # The space ends the name of a letter; around an operator it is one to see.
    return symbol if symbol.isalpha() else command[0].replace(command[1], symbol)
