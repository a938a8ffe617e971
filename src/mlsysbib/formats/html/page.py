"""A selection as one page that needs nothing but itself."""

from __future__ import annotations

from mlsysbib.formats.base import Options
from mlsysbib.formats.html.environment import make_environment, policy, static
from mlsysbib.formats.html.paper import Papers
from mlsysbib.model.library import Library
from mlsysbib.model.selection import Selection

STYLES = ("base.css", "paper.css")


def dump(selection: Selection, library: Library, options: Options) -> str:
    """Return a page: title, contents, and each section with its papers in their order."""
    papers = Papers(library, options, with_bibtex=True)
    styles = "".join(map(static, STYLES))
    return (
        make_environment()
        .get_template("page.html.j2")
        .render(
            title=selection.title or library.contents.config.title or "Reading list",
            policy=policy(styles=[styles]),
            styles=styles,
            papers=tuple(map(papers.view, selection.entries())),
        )
    )
