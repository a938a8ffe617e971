"""A library in which every text tries to be more than text."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from mlsysbib.model.entry import (
    Arxiv,
    Entry,
    Links,
    Notes,
    Preprint,
    Provenance,
    Published,
    Relation,
)
from mlsysbib.model.names import Person
from mlsysbib.model.venues import Edition, Venue
from mlsysbib.store.writer import dump_entry, dump_venue
from small_library import write_files

# What runs shows itself by this name; the browser's tests look for it.
RUN = "globalThis.pwned=1"
ATTACK = (
    f'<script>{RUN}</script><img src=x onerror={RUN}>"\' onmouseover="{RUN}" '
    f"</script></title></textarea><!-- --><![CDATA[ ]]> ](javascript:{RUN}) | ` ``` "
    "{{ 7 * 7 }} {% raw %} &lt;b&gt; \u202egnp.exe\u2066 \u2028 \\u003cscript\\u003e"
)
# Braces and backslashes are marks in a title.
TITLE = ATTACK.replace("{{ 7 * 7 }} {% raw %} ", "").replace("\\", "")
SCRIPT_ADDRESS = f"javascript:{RUN}"
DATA_ADDRESS = f"data:text/html,<script>{RUN}</script>"


def hostile_library(root: Path) -> Path:
    """Write the library into a folder."""
    name = ATTACK.replace(",", "")
    links = Links(
        pdf=SCRIPT_ADDRESS,
        code=DATA_ADDRESS,
        project=f'https://example.org/"onmouseover="{RUN}',
        slides=f"https://example.org/<script>{RUN}</script>.pdf",
        video=" java\tscript:alert(1)",
    )
    entries = [
        Entry(
            key="evil2022one",
            title=TITLE,
            system=ATTACK,
            aliases=("Evil:One</script>",),
            authors=(f"{{{name}}}", Person(family=name, given=name), "Plain, Author"),
            topics=("evil", "evil/below"),
            status="retracted",
            awards=(ATTACK,),
            published=Published(
                venue="evil",
                year=2022,
                pages=ATTACK,
                doi='10.1/"><script>x</script>',
                url=DATA_ADDRESS,
            ),
            arxiv=Arxiv(
                id="2201.00001", class_=ATTACK, date=date(2022, 1, 2), title=TITLE + " too"
            ),
            links=links,
            notes=Notes(summary=ATTACK, comment=f"[x]({SCRIPT_ADDRESS}) {ATTACK}"),
            relations=(Relation(kind="extends", key="evil2021two"),),
            provenance=Provenance(sources=(ATTACK,), note=ATTACK),
        ),
        Entry(
            key="evil2021two",
            title=f"$\\alpha <script>{RUN}</script>$ and {{<b>kept</b>}}",
            authors=("Plain, Author", f"Tag, <b onclick={RUN}>"),
            topics=("evil",),
            published=Published(container_title=ATTACK, year=2021, url=SCRIPT_ADDRESS),
        ),
        Entry(
            key="evil2020three",
            title="A Preprint Elsewhere",
            authors=("Plain, Author",),
            preprint=Preprint(server=ATTACK, id=ATTACK, year=2020, url=SCRIPT_ADDRESS),
        ),
    ]
    venue = Venue(
        id="evil",
        acronym=f"E<b>&\"'{RUN}",
        kind="conference",
        name=name.replace("{", "(").replace("}", ")").replace("[", "(").replace("]", ")"),
        publisher=ATTACK,
        editions={"2022": Edition(place=ATTACK, start=date(2022, 5, 1), end=date(2022, 5, 3))},
    )
    listed = (
        f"---\ntitle: '{ATTACK.replace(chr(39), '')}'\n---\n\n"
        f"<script>{RUN}</script>\n\n[run]({SCRIPT_ADDRESS}) ![x]({DATA_ADDRESS})\n\n"
        f"## {ATTACK}\n\n- @evil2022one {ATTACK}\n- @evil2021two [x](JaVaScRiPt:{RUN})\n"
        f"<div onmouseover={RUN}>\n\n## {ATTACK}\n\n- @evil2020three\n"
    )
    quoted = ATTACK.replace("\\", "\\\\").replace('"', '\\"').replace("\u2028", " ")
    files: dict[str, str | bytes] = {
        "mlsysbib.toml": f'title = "{quoted}"\ninherit-venues = false\n',
        "topics.toml": f'evil = "{quoted}"\n"evil/below" = "{quoted}"\n',
        "venues/evil.toml": dump_venue(venue),
        "reading-lists/evil.md": listed,
    }
    files |= {f"entries/{entry.year}/{entry.key}.toml": dump_entry(entry) for entry in entries}
    return write_files(root, files)
