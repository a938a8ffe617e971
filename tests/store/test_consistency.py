from __future__ import annotations

from pathlib import Path

import pytest

from mlsysbib.store.reader import read_leniently
from small_library import KWON, ORCA, SMALL, small_library

FILE = "entries/2022/yu2022orca.toml"
VENUE = SMALL["venues/osdi.toml"]
TOPICS = SMALL["topics.toml"]


def complaints(root: Path, files: dict[str, str | bytes]) -> list[str]:
    _, problems = read_leniently(str(small_library(root, files)))
    return [
        f"{p.path}:{p.line} {p.rule}: {p.text}" + f" ({p.hint})" * bool(p.hint) for p in problems
    ]


@pytest.mark.parametrize(
    ("path", "content", "complaint"),
    [
        (
            FILE,
            ORCA.replace('"osdi"', '"ossdi"'),
            "6 venue-unknown: unknown venue 'ossdi' (did you mean osdi?)",
        ),
        (
            FILE,
            ORCA.replace("serving/llm", "serving/lm"),
            "3 topic-unknown: unknown topic 'serving/lm' (did you mean serving/llm or serving?)",
        ),
        (
            FILE,
            ORCA + '\n[[relations]]\nkind = "extends"\nkey = "kwon2023effcient"\n',
            "11 relation-unknown: unknown key 'kwon2023effcient' (did you mean kwon2023efficient?)",
        ),
        (
            FILE,
            'aliases = ["orca", "Kwon2023Efficient"]\n' + ORCA,
            (
                "1 alias-taken: alias 'Kwon2023Efficient' is taken by "
                "entries/2023/kwon2023efficient.toml"
            ),
        ),
        (
            FILE,
            'aliases = ["orca", "ORCA"]\n' + ORCA,
            f"1 alias-taken: alias 'ORCA' is taken by {FILE}",
        ),
        (
            FILE,
            'aliases = ["YU2022orca"]\n' + ORCA,
            f"1 alias-taken: alias 'YU2022orca' is taken by {FILE}",
        ),
        (
            "entries/z/yu2022orca.toml",
            ORCA,
            (
                f"0 key-duplicate: key 'yu2022orca' is taken by {FILE} "
                "(keys are compared without case)"
            ),
        ),
        (
            "entries/yu_2022.toml",
            KWON,
            (
                "0 key-form: 'yu_2022' is no canonical key "
                "(lower-case ASCII letters, digits and hyphens, at most 40 characters)"
            ),
        ),
        (
            "venues/osdi.toml",
            VENUE + 'proceedings = "{nth} Symposium"\n',
            (
                "3 template-malformed: unknown placeholder {nth} "
                "(acronym, ordinal, track, volume, year, yy)"
            ),
        ),
        (
            "venues/osdi.toml",
            VENUE + 'short = "{yaer}"\n',
            "3 template-malformed: unknown placeholder {yaer} (did you mean year?)",
        ),
        (
            "venues/osdi.toml",
            VENUE + '\n[editions.2022]\nseries = "{year"\n',
            "5 template-malformed: a brace or bracket that does not close, or one inside another",
        ),
        (
            "venues/osdi.toml",
            VENUE + "\n[editions.22]\nplace = 'x'\n",
            "4 field-type: '22' is no year",
        ),
        (
            "venues/sosp.toml",
            VENUE + 'aliases = ["s", "osdi"]\n',
            "3 alias-taken: venue alias 'osdi' is taken",
        ),
        (
            "topics.toml",
            TOPICS + '"data/sets" = "Sets"\n',
            "3 topic-orphan: topic 'data/sets' stands below 'data', which is not there",
        ),
        (
            "topics.toml",
            TOPICS + '"serving/llm/a" = "A"\n"serving/llm/a/b" = "B"\n',
            "4 topic-orphan: topic 'serving/llm/a/b' is deeper than 3 levels",
        ),
        (
            "topics.toml",
            TOPICS + '[renamed]\nlm = "vision"\n',
            "4 topic-orphan: topic 'lm' was renamed to 'vision', which is not there",
        ),
        (
            "topics.toml",
            TOPICS + '[renamed]\nserving = "serving/llm"\n',
            "4 topic-orphan: 'serving' is there, and renamed (delete one of the two lines)",
        ),
    ],
)
def test_what_files_say_of_each_other(
    tmp_path: Path, path: str, content: str, complaint: str
) -> None:
    assert complaints(tmp_path, {path: content}) == [f"{path}:{complaint}"]


@pytest.mark.parametrize(
    ("id_", "is_one"),
    [
        ("2309.06180", True),
        ("0704.0001", True),
        ("cs.LG/0701001", True),
        ("hep-th/9901001", True),
        ("arXiv:2309.06180", False),
        ("2309.06180v2", False),
        ("2313.06180", False),
        ("2300.06180", False),
        ("hep-th/9913001", False),
        ("309.06180", False),
        ("٢٣٠٩.06180", False),
        ("", False),
    ],
)
def test_an_arxiv_identifier_stands_alone(tmp_path: Path, id_: str, *, is_one: bool) -> None:
    found = complaints(tmp_path, {"entries/li2023x.toml": KWON.replace("2309.06180", id_)})
    assert (
        [text.partition("\n")[0] for text in found] == []
        if is_one
        else [f"entries/li2023x.toml:5: error: {id_!r} is no arXiv identifier (arxiv-form)"]
    )


@pytest.mark.parametrize(
    "files",
    [
        {FILE: ORCA.replace("venue =", "container-title =")},
        {FILE: 'type = "web"\n' + ORCA.replace('venue = "osdi"\n', "")},
        {FILE: ORCA.replace('"osdi"', '"old"'), "venues/osdi.toml": VENUE + 'aliases = ["old"]\n'},
        {
            "venues/osdi.toml": VENUE
            + 'proceedings = "[{ordinal} ]Symposium[, {track}] ({acronym})"\n'
        },
        {FILE: ORCA + '\n[[relations]]\nkind = "extends"\nkey = "kwon2023efficient"\n'},
    ],
)
def test_what_agrees_is_no_fault(tmp_path: Path, files: dict[str, str | bytes]) -> None:
    assert complaints(tmp_path, files) == []


def test_three_entries_of_one_key_name_the_first(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "entries/z/YU2022ORCA.toml": ORCA,
        "entries/z/yu2022orca.toml": ORCA,
    }
    found = [text for text in complaints(tmp_path, files) if "key-duplicate" in text]
    assert len(found) == 2
    assert all(f"is taken by {FILE}" in text for text in found)


@pytest.mark.parametrize(
    "path", ["venues/osdi.toml", "topics.toml", "entries/2023/kwon2023efficient.toml"]
)
def test_a_file_without_a_reading_is_no_fault_of_those_that_name_it(
    tmp_path: Path, path: str
) -> None:
    naming = ORCA + '\n[[relations]]\nkind = "extends"\nkey = "kwon2023efficient"\n'
    (found,) = complaints(tmp_path, {FILE: naming, path: "a ="})
    assert found.startswith(f"{path}:1 toml-syntax: ")
