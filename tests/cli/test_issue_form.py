"""What people write into the forms of issues becomes a change of the library, or an answer."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from conftest import ROOT
from small_library import SMALL, write_files

FORMS = ROOT / ".github" / "ISSUE_TEMPLATE"
ENTRY = "entries/2022/yu2022orca.toml"
SOURCE = "https://www.usenix.org/conference/osdi22/presentation/yu"
BIBTEX = (
    "```bibtex\n@inproceedings{x, title={A Made-Up Paper}, author={Jane Doe}, "
    "booktitle={OSDI}, year=2022}\n```"
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_files(tmp_path / "library", SMALL)


def issue(name: str, **answers: str) -> str:
    """Return the text of an issue as GitHub makes it of a form."""
    form = yaml.safe_load((FORMS / f"{name}.yml").read_text("utf-8"))
    fields = {field["id"]: field["attributes"]["label"] for field in form["body"]}
    assert answers.keys() <= fields.keys()
    parts = (f"### {fields[id_]}\n\n{answers.get(id_, '_No response_')}" for id_ in fields)
    return "\r\n\r\n".join(part.replace("\n", "\r\n") for part in parts)


def propose(root: Path, body: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "issue_form.py")],
        cwd=root,
        env=os.environ | {"ISSUE_BODY": body, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout


def test_a_wrong_fact_is_set_right(root: Path) -> None:
    body = issue(
        "wrong-fact", key="YU2022orca", field="published.pages", value="521-538", source=SOURCE
    )
    code, said = propose(root, body)
    assert code == 0, said
    assert 'pages = "521-538"' in (root / ENTRY).read_text("utf-8")
    assert said == f"`{ENTRY}`: Orca: A Distributed Serving System\n\nSource: {SOURCE}\n"
    assert propose(root, body)[1] == "This cannot be taken over: the library says so already\n"


def test_authors_are_given_one_a_line(root: Path) -> None:
    value = "Yu, Gyeong-In\nJeong, Joo Seong"
    body = issue("wrong-fact", key="yu2022orca", field="authors", value=value, source=SOURCE)
    assert propose(root, body)[0] == 0
    assert '"Jeong, Joo Seong",' in (root / ENTRY).read_text("utf-8")


def test_a_paper_is_added_with_its_topics(root: Path) -> None:
    topic = re.findall(r'^\["?([\w/-]+)', (root / "topics.toml").read_text("utf-8"), re.MULTILINE)
    body = issue("add-a-paper", bibtex=BIBTEX, topics=", ".join(topic[:1]))
    code, said = propose(root, body)
    assert code == 0, said
    assert "A Made-Up Paper" in said
    text = (root / "entries" / "2022" / "doe2022made.toml").read_text("utf-8")
    assert 'venue = "osdi"' in text


def wrong(field: str, value: str = "x", *, key: str = "yu2022orca", source: str = SOURCE) -> str:
    return issue("wrong-fact", key=key, field=field, value=value, source=source)


@pytest.mark.parametrize(
    ("body", "answer"),
    [
        (wrong("title", key="yu2022orcaa"), "yu2022orca?"),
        (wrong("something else"), "a person has to look at this"),
        (wrong("arxiv.id"), "a person has to look at this"),
        (wrong("title", source="me"), "a source that is an address"),
        (wrong("title", "x\ny"), "title is one line"),
        (wrong("published.year"), "is no year"),
        (wrong("published.venue", "nowhere"), "unknown venue"),
        (issue("add-a-paper", identifier="$(touch hacked)"), "neither a DOI nor an arXiv"),
        (issue("add-a-paper", identifier="--help"), "neither a DOI nor an arXiv identifier"),
        (issue("add-a-paper", bibtex=BIBTEX, topics="no/such"), "no topics of the library: no"),
        (issue("add-a-paper", bibtex="nothing"), "cannot be taken over"),
        (issue("add-a-paper"), "neither the form"),
        ("free text", "neither the form"),
        ("### Key\n\n" + "x" * 30_000, "more than 20,000 characters"),
    ],
)
def test_what_cannot_be_taken_over_is_answered(body: str, answer: str, root: Path) -> None:
    code, said = propose(root, body)
    assert code == 1
    assert answer in said
    assert not (root / "hacked").exists()


def test_the_fields_that_the_form_offers_are_those_that_can_be_set() -> None:
    text = (ROOT / "tools" / "issue_form.py").read_text("utf-8")
    form = yaml.safe_load((FORMS / "wrong-fact.yml").read_text("utf-8"))
    (field,) = (field for field in form["body"] if field["id"] == "field")
    for option in field["attributes"]["options"][:-1]:
        assert f'"{option.rpartition(".")[2]}"' in text.partition("_SETTABLE = {")[2]
