"""Where the identifier of a preprint stands, so that a style prints it, and prints it once."""

from __future__ import annotations

from typing import NamedTuple

from mlsysbib.formats.base import LinkPolicy
from mlsysbib.formats.bibtex.fields import Field
from mlsysbib.formats.targets import EprintPolicy, Target
from mlsysbib.model.item import Item
from mlsysbib.model.item_types import ItemType

# Which the types of preprints have for it; the others have a note.
_LABEL_FIELDS = {
    "misc": Field.HOWPUBLISHED,
    "online": Field.ORGANIZATION,
    "article": Field.JOURNAL,
}


class Placing(NamedTuple):
    """What is to be written of a preprint: the eprint fields, and a label in `field` unless ""."""

    has_eprint: bool
    field: str
    label: str


def place(
    item: Item, entry_type: str, target: Target, policy: EprintPolicy, links: LinkPolicy
) -> Placing:
    """Return where the identifier goes: into eprint if that is printed, else into a label."""
    id_ = item.server_id
    is_linked = (item.doi or item.url) != "" and _is_in_a_link(item, target, links)
    has_eprint = id_ != "" and policy != "never" and not is_linked
    if has_eprint and target.prints_eprint(item.server, entry_type):
        return Placing(has_eprint, "", "")
    # Who does not print eprint can have it besides, for programs; who does would print both.
    has_eprint = has_eprint and target.ignores_eprint
    field = _LABEL_FIELDS.get(entry_type, Field.NOTE)
    return Placing(has_eprint, field, _label(item, is_linked=is_linked))


def _is_in_a_link(item: Item, target: Target, links: LinkPolicy) -> bool:
    """Say whether a link that is printed holds the identifier: DOIs of bioRxiv end in it."""
    if not item.server_id or links == "none":
        return False
    # In place of a DOI that is not wanted, its address is printed.
    is_doi_printed = "doi" in target.misc_links if links != "url" else "url" in target.misc_links
    is_url_written = item.url != "" and (links != "doi" or not item.doi)
    is_in_doi = is_doi_printed and item.server_id in item.doi
    return is_in_doi or (
        is_url_written and "url" in target.misc_links and item.server_id in item.url
    )


def _label(item: Item, *, is_linked: bool) -> str:
    name = "" if is_linked or not item.server_id else f"{item.server}:{item.server_id}"
    if item.type is not ItemType.PREPRINT:
        return name or item.server
    return f"{item.server} preprint {name}".rstrip()
