r"""The number of an article must stand in its own field.

Publishers write `58:1-58:15` where article 58 has 15 pages. Styles need the two apart: `article`
and `pages`. `--fix` parts them.

Good `entries/2022/yu2022orca.toml`:

    title = "{Orca}: A Distributed Serving System"
    authors = ["Yu, Gyeong-In"]

    [published]
    venue = "osdi"
    year = 2022
    pages = "1-15"
    article = "58"

Bad `entries/2022/yu2022orca.toml`:

    title = "{Orca}: A Distributed Serving System"
    authors = ["Yu, Gyeong-In"]

    [published]
    venue = "osdi"
    year = 2022
    pages = "58:1-58:15"
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from mlsysbib.formats.cleaning import split_article_pages
from mlsysbib.lint.finding import Flaw
from mlsysbib.lint.pages import with_odd_pages
from mlsysbib.model.entry import Entry
from mlsysbib.problems import Level

LEVEL: Level = "warning"
glance = with_odd_pages


def check_entry(entry: Entry) -> Sequence[Flaw]:
    """Return a flaw if the pages hold the number of an article."""
    published = entry.published
    if published is None or ":" not in published.pages:
        return ()
    article, pages = split_article_pages(published.pages)
    hint = f'article = "{article}", pages = "{pages}"'
    text = f"{published.pages} are the pages of an article"
    return (Flaw(("published", "pages"), text, hint),) if article else ()


def fix(entry: Entry) -> Entry:
    """Return the entry with the article in its own field, unless another stands there."""
    published = entry.published
    if published is None:
        return entry
    article, pages = split_article_pages(published.pages)
    if not article or published.article not in {"", article}:
        return entry
    return msgspec.structs.replace(
        entry, published=msgspec.structs.replace(published, article=article, pages=pages)
    )
