"""The templates of pages, and the policy that says what a page may load: nothing from elsewhere."""

from __future__ import annotations

import base64
import hashlib
import os.path
from collections.abc import Iterable
from functools import cache

import jinja2

from mlsysbib.formats.html.prose import render_blocks, render_inline

_HERE = os.path.dirname(__file__)


@cache
def make_environment(*folders: str) -> jinja2.Environment:
    """Return the templates of this package, behind those of further folders; compiled once."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader([*folders, os.path.join(_HERE, "templates")]),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"blocks": render_blocks, "inline": render_inline}
    return environment


@cache
def static(name: str) -> str:
    """Return the text of a style sheet or script of this package."""
    with open(os.path.join(_HERE, "static", name), encoding="utf-8") as file:
        return file.read()


def policy(
    *,
    styles: Iterable[str] = (),
    scripts: Iterable[str] = (),
    style_files: bool = False,
    script_files: bool = False,
    connect: bool = False,
) -> str:
    """Return a Content Security Policy that allows these inline texts and nothing from elsewhere.

    `style_files`, `script_files` and `connect` also allow files from where the page comes from.
    """
    allowed = {
        "style-src": [*_hashes(styles), *["'self'"] * style_files],
        "script-src": [*_hashes(scripts), *["'self'"] * script_files],
        "connect-src": ["'self'"] * connect,
    }
    parts = [f"{name} {' '.join(sources)}" for name, sources in allowed.items() if sources]
    return "; ".join(
        ["default-src 'none'", *parts, "img-src data:", "base-uri 'none'", "form-action 'none'"]
    )


def _hashes(texts: Iterable[str]) -> list[str]:
    digests = (hashlib.sha256(text.encode()).digest() for text in texts)
    return [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]
