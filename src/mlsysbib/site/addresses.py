"""Where each page of the site is, and how one page names another: never with a leading slash.

Links are relative throughout, so that the site works below any path, and from files.
"""

from __future__ import annotations

import re
from hashlib import blake2b
from urllib.parse import quote

from mlsysbib.text.words import fold

START = "index.html"
NOT_FOUND = "404.html"
SITEMAP = "sitemap.xml"
ROBOTS = "robots.txt"
FEED = "feed.xml"
PAPERS_JSON = "papers.json"
SCHEMA = "papers.schema.json"
# Not a page, but what stands beside the library as a whole is called so.
LIBRARY = "library.html"
YEARS, TOPICS, VENUES, AUTHORS, LISTS = (
    f"{name}.html" for name in ("years", "topics", "venues", "authors", "lists")
)
# No identifier's stem holds a dot.
ELSEWHERE = "venues/elsewhere.other.html"

_PLAIN = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*").fullmatch
_LONGEST = 60  # of a name that a file gets; with its mark far below what file systems take


def stem(name: str) -> str:
    """Return what a file is called after a name: itself if it is plain, else marked to be unique.

    >>> stem("kwon2023efficient")
    'kwon2023efficient'
    >>> stem("C++ & co")
    'c-co-b73fbb'
    """
    if len(name) <= _LONGEST and _PLAIN(name):
        return name
    mark = blake2b(name.encode("utf-8", "surrogatepass"), digest_size=3).hexdigest()
    return "-".join(filter(None, (words(name)[:_LONGEST].strip("-"), mark)))


def words(text: str) -> str:
    """Return the words of a text as lower-case ASCII with hyphens; "" where none is Latin."""
    return "-".join(re.findall(r"[a-z0-9]+", fold(text).lower()))


def paper(key: str) -> str:
    """Return the path of a paper's page."""
    return f"papers/{stem(key)}.html"


def topic(path: str) -> str:
    """Return the path of a topic's page; a topic below another has its page below that one's."""
    return f"topics/{'/'.join(map(stem, path.split('/')))}.html"


def venue(id_: str) -> str:
    """Return the path of a venue's page."""
    return f"venues/{stem(id_)}.html"


def year(number: int) -> str:
    """Return the path of a year's page, and of what has none (0)."""
    return f"years/{number or 'undated'}.html"


def author(slug: str) -> str:
    """Return the path of an author's page."""
    return f"authors/{slug}.html"


def letter(initial: str) -> str:
    """Return the path of the index of authors whose names begin so."""
    return f"authors-{initial}.html"


def reading_list(id_: str) -> str:
    """Return the path of a reading list's page."""
    return f"lists/{stem(id_)}.html"


# The formats of the files beside a page that lists papers.
DOWNLOADS = {"bibtex": ".bib", "csl-json": ".csl.json"}


def beside(path: str, suffix: str) -> str:
    """Return the path of a file that stands beside a page."""
    return path.removesuffix(".html") + suffix


def feed_of(path: str) -> str:
    """Return the path of the feed of a page's papers."""
    return beside(path, ".atom.xml")


def root_from(path: str) -> str:
    """Return what leads from a page to the root of the site: "" or `../` as often as needed."""
    return "../" * path.count("/")


def absolute(base_url: str, path: str) -> str:
    """Return the full address of a page; "" without a base."""
    if not base_url:
        return ""
    return f"{base_url.rstrip('/')}/{'' if path == START else quote(path)}"
