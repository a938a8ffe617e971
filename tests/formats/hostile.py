"""What must come out as the text that it is, wherever it stands."""

from __future__ import annotations

from mlsysbib.model.entry import Arxiv, Entry, Links, Notes, Published
from mlsysbib.model.library import Contents, Library
from mlsysbib.model.venues import Venue

HOSTILE = (
    "<script>alert(1)</script>",
    '" onmouseover="alert(1)',
    "' onfocus='alert(1)",
    "](javascript:alert(1))",
    "a | b",
    "`code`",
    "</style></script>",
    "<!-- gone",
    "--><b>",
    "{{ 7 * 7 }} {% raw %}",
    "&lt;i&gt; &copy;",
    "*stars* _lines_ ~~out~~",
)
TURNED = "left\u202eright\u2066\u200f"


def hostile_library(text: str) -> Library:
    """Return a library in which every text of an entry and its venue holds `text`."""
    marked = text.translate({ord(char): f"\\{char}" for char in "\\{}$"})
    everywhere = Links(code=f"javascript:{text}", pdf=f"https://example.org/{text}", slides=text)
    entries = (
        Entry(
            key="doe2022made",
            title=f"A {marked} Title",
            system=f"Sys {text}",
            authors=(f"{{Doe {text}}}",),
            topics=("made",),
            awards=(f"Best {text}",),
            status="retracted",
            published=Published(venue="made", year=2022, url=f"javascript:{text}"),
            links=everywhere,
            notes=Notes(summary=f"About {text}."),
        ),
        Entry(
            key="roe2023made",
            title="Another",
            authors=(f"{{Roe {text}}}",),
            arxiv=Arxiv(id="2301.00001"),
        ),
    )
    venue = Venue(id="made", acronym=f"V {text}", kind="journal", name=f"Venue {text}")
    contents = Contents(
        root="", entries=entries, venues={"made": venue}, topics={"made": f"Topic {text}"}
    )
    return Library(contents)
