from __future__ import annotations

from mlsysbib.model.entry import Entry
from mlsysbib.model.selection import Cited, Prose, Section, Selection, flat

A, B, C, D = (Entry(key=key, title=key.upper()) for key in "abcd")


def test_each_entry_stands_once_where_it_first_stands() -> None:
    inner = Section("Inner", 3, (Cited(A), Prose("text"), Cited(D)))
    selection = Selection(
        "Title",
        blocks=(Prose("intro"), Cited(C)),
        sections=(
            Section("One", 2, (Cited(B), Cited(C)), (inner,)),
            Section("Two", 2, (Cited(A),)),
        ),
    )
    assert selection.entries() == (C, B, A, D)
    assert list(selection.sections[0].entries()) == [B, C, A, D]


def test_a_flat_selection_has_the_entries_as_given() -> None:
    assert flat([B, A], "Title") == Selection("Title", (Cited(B), Cited(A)))
    assert flat([B, A, B]).entries() == (B, A)
    assert Selection().entries() == ()
