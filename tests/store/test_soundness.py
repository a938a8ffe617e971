from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mlsysbib.model.entry import Arxiv, Entry, Published
from mlsysbib.store.soundness import are_sound, find_faults

ODD_TEXTS = st.text("Ab, {}$\\\n", max_size=6)
ODD_ENTRIES = st.builds(
    Entry,
    key=st.just("yu2022orca"),
    title=st.just("{Orca}: A System") | ODD_TEXTS,
    authors=st.lists(st.just("Yu, Gyeong-In") | ODD_TEXTS, max_size=2).map(tuple),
    published=st.just(Published(year=2022)) | st.none(),
    arxiv=st.none() | st.builds(Arxiv, id=st.just("2201.00001"), title=st.just("") | ODD_TEXTS),
)


@given(st.lists(ODD_ENTRIES, max_size=4))
def test_entries_are_sound_together_if_each_has_no_fault(entries: list[Entry]) -> None:
    assert are_sound(entries) == (not any([*find_faults(entry)] for entry in entries))


def test_marks_of_two_titles_do_not_make_one_another_whole() -> None:
    version = Published(year=2022)
    first = Entry(key="a", title="An {Open", published=version)
    second = Entry(key="b", title="Mark}", published=version)
    assert not are_sound([first, second])
    assert [fault.rule for entry in (first, second) for fault in find_faults(entry)] == [
        "title-markup",
        "title-markup",
    ]
