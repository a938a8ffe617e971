"""The verdict on references against a library and a small index that holds one venue whole."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from command_line import CommandLine
from mlsysbib.formats.bibtex.reader import load
from mlsysbib.index.building import build_index
from mlsysbib.index.layout import About
from mlsysbib.index.lookup import Index
from mlsysbib.index.record import Record
from mlsysbib.index.store import Store
from mlsysbib.intake.verify import Severity, Verdict, Verified, Verifier
from mlsysbib.intake.verify.excuses import find_excuses
from mlsysbib.intake.verify.reports import REPORTS, Checked
from mlsysbib.model.library import Library

AUTHORS = ("Doe, Jane", "Mustermann, Zoë", "Li, Wei")
SLEEPY = Record(
    title="Sleepy Pipelines: Idle and Useful Accelerators for Inference",
    authors=AUTHORS,
    year=2022,
    venue="osdi",
    pages="101-118",
    url="https://example.org/sleepy",
    sources=("dblp",),
)
PREPRINT = Record(
    title="Sleepy Pipelines: Idle and Useful Accelerators for Inference",
    authors=AUTHORS,
    year=2021,
    arxiv="2103.00007",
    sources=("arxiv",),
)
JOURNAL = Record(
    title="Slow Queues in Practice and in Theory",
    authors=("Roe, Max", "Poe, Edna"),
    year=2019,
    venue="tocs",
    pages="1-30",
    volume="37",
    doi="10.1145/9999991.9999992",
    sources=("dblp",),
)
OTHER_TITLE = "Plain Facts about Ordinary Schedulers"
PLAIN = Record(
    title=OTHER_TITLE,
    authors=("Ott, Ida", "Voss, Lea"),
    year=2022,
    venue="osdi",
    sources=("dblp",),
)


@pytest.fixture(scope="module")
def verifier(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Verifier:
    path = str(tmp_path_factory.mktemp("index") / "made.index")
    works = [(SLEEPY, PREPRINT), (JOURNAL,), (PLAIN,)]
    build_index(path, works, About(name="made"), lambda: [("osdi", 2022, 49)])
    return Verifier(library, Index([Store(path)]))


def reference(kind: str = "inproceedings", **fields: str) -> str:
    said = {
        "title": "Sleepy Pipelines: Idle and Useful Accelerators for Inference",
        "author": 'Jane Doe and Zo{\\"e} Mustermann and Wei Li',
        "booktitle": "16th USENIX Symposium on Operating Systems Design and Implementation",
        "year": "2022",
        "pages": "101--118",
    } | fields
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in said.items() if value)
    return f"@{kind}{{key,\n{lines}}}\n"


def verified(verifier: Verifier, text: str) -> Verified:
    (found,) = verifier.verify(load(text))
    return found


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"author": "Doe, J. and Mustermann, Z. and Li, W."},
        {"author": "Doe, Jane and others"},
        {"booktitle": "OSDI"},
        {"booktitle": "Proc. 16th USENIX Symp. Operating Systems Design and Impl. (OSDI)"},
        {"booktitle": "USENIX OSDI '22", "pages": ""},
        {"pages": "101"},
        {"pages": "101--18"},
        {"pages": "1--18"},
        {"title": "Sleepy pipelines: idle and useful accelerators for inference."},
        {"title": "Sleepy Pipelines"},
        {"booktitle": "", "pages": "", "year": "2021", "eprint": "2103.00007v2"},
        {"booktitle": "", "pages": "", "journal": "arXiv preprint arXiv:2103.00007"},
        {"publisher": "{USENIX} Association"},
        {"booktitle": "Idlers"},
        {"booktitle": "OSDI/ATC"},
        {
            "booktitle": "",
            "journal": "ACM Transactions on Computer Systems",
            "volume": "40",
            "year": "2023",
            "pages": "1--31",
        },
        {"publisher": "A Society That Nobody Has in a Table"},
        {"author": "{The Sleepy Team}"},
        {"author": "Doe et al., Jane"},
        {"author": "Doe, Jane and et al."},
        {"author": "Doe, Jane and al., et"},
        {"pages": "101\u2010118"},
        {"booktitle": "Proceedings of OSDI 2022", "year": "2023"},
        {"author": "{Jane Doe, Zoe Mustermann, Wei Li}"},
        {"booktitle": "Proceedings of the 2nd Workshop on Beds in Datacenters"},
        {"pages": "1"},
    ],
)
def test_what_styles_and_exports_do_is_no_contradiction(
    fields: dict[str, str], verifier: Verifier
) -> None:
    found = verified(verifier, reference(**fields))
    assert (found.verdict, found.differences) == (Verdict.CONFIRMED, ())
    assert found.severity is Severity.BENIGN


@pytest.mark.parametrize(
    ("fields", "field", "severity"),
    [
        ({"author": "Jane Doe and Max Roe and Wei Li"}, "author", Severity.ERROR),
        ({"author": "Max Roe and Edna Poe and Al Noe"}, "author", Severity.HALLUCINATED),
        ({"author": "Jane Doe and Zoe Mustermann"}, "author", Severity.ERROR),
        ({"booktitle": "ACM Symposium on Operating Systems Principles"}, "venue", Severity.ERROR),
        (
            {"booktitle": "Journal of Imaginary Pipelines and Dreams"},
            "venue",
            Severity.HALLUCINATED,
        ),
        ({"year": "2012"}, "year", Severity.ERROR),
        ({"pages": "101--119"}, "pages", Severity.ERROR),
        ({"pages": "77--85"}, "pages", Severity.ERROR),
        ({"eprint": "2104.99999", "archiveprefix": "arXiv"}, "arxiv", Severity.ERROR),
        ({"publisher": "Association for Computational Linguistics"}, "publisher", Severity.ERROR),
        ({"doi": "10.5555/123456"}, "doi", Severity.ERROR),
        ({"doi": "doi-of-it"}, "doi", Severity.ERROR),
        (
            {"title": "Sleepy Pipelines: Idle and Useless Accelerators for Inference"},
            "title",
            Severity.ERROR,
        ),
    ],
)
def test_a_field_that_is_wrong_is_named(
    fields: dict[str, str], field: str, severity: Severity, verifier: Verifier
) -> None:
    found = verified(verifier, reference(**fields))
    assert found.verdict is Verdict.DIFFERS
    assert [one.field for one in found.differences] == [field]
    assert found.severity is severity
    assert found.differences[0].source.startswith("made")


def test_the_doi_of_another_work_is_wrong(verifier: Verifier) -> None:
    title = "A Title That Nobody Has Ever Used Before"
    found = verified(verifier, reference(title=title, author="Al Noe and Bo Coe", doi=JOURNAL.doi))
    assert found.verdict is Verdict.DIFFERS
    assert [one.field for one in found.differences] == ["doi"]
    assert "Slow Queues" in found.differences[0].found


@pytest.mark.parametrize(
    "title",
    [
        "Waking Clusters: How Sleep Hurts Whoever Trains on Them",
        "Sleepy Pipelines in Practice and in Theory",
        "Sleepy Pipelines: What Nobody Has Ever Thought of Before",
    ],
)
def test_a_work_with_another_title_is_known_by_its_authors_and_its_place(
    title: str, verifier: Verifier
) -> None:
    found = verified(verifier, reference(title=title, pages=""))
    assert found.verdict is Verdict.DIFFERS
    assert [one.field for one in found.differences] == ["title"]
    assert "Sleepy Pipelines: Idle" in found.differences[0].found


@pytest.mark.parametrize(
    "fields",
    [
        # A publication that nobody here knows, with a DOI of its own.
        {"booktitle": "SOSP", "year": "2018", "doi": "10.1145/8888881.8888882"},
        {"booktitle": "Sleep Letters", "year": "2023", "doi": "10.1145/8888881.8888882"},
        # The next version, the second part.
        {
            "title": "Sleepy Pipelines 2: Idle and Useful Accelerators for Inference",
            "booktitle": "OSDI",
            "year": "2024",
        },
        # Another work of some of its people.
        {
            "title": "Sleepy Pipelines: Idle and Useful Accelerators for Training",
            "author": "Jane Doe and Zoe Mustermann and Al Noe",
            "booktitle": "SOSP",
            "year": "2018",
        },
        # Of that year's proceedings all is known, and of their further papers nothing.
        {"title": "Invented", "author": "Al Noe", "booktitle": "OSDI Optimized Lubrication Assets"},
    ],
)
def test_what_may_be_another_work_is_unknown(fields: dict[str, str], verifier: Verifier) -> None:
    assert verified(verifier, reference(**fields)).verdict is Verdict.UNKNOWN


def test_the_authors_of_a_work_elsewhere_say_nothing(verifier: Verifier) -> None:
    title = "Waking Clusters: How Sleep Hurts Whoever Trains on Them"
    found = verified(verifier, reference(title=title, booktitle="SOSP", pages=""))
    assert found.verdict is Verdict.UNKNOWN


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"title": OTHER_TITLE, "year": "2021", "eprint": "2103.00007"}, "arxiv"),
        ({"title": OTHER_TITLE, "doi": JOURNAL.doi}, "doi"),
        ({"title": OTHER_TITLE, "publisher": "Elsevier"}, "publisher"),
    ],
)
def test_a_work_without_an_identifier_has_none_of_another_work(
    fields: dict[str, str], field: str, verifier: Verifier
) -> None:
    said = {"author": "Ott, Ida and Voss, Lea", "pages": "", "archiveprefix": "arXiv"} | fields
    found = verified(verifier, reference(**said))
    assert [one.field for one in found.differences][-1] == field


@pytest.mark.parametrize("year", ["2018", "2031"])
def test_a_year_that_the_proceedings_contradict_is_wrong_whatever_the_work(
    year: str, verifier: Verifier
) -> None:
    unknown = {"title": "An Invented Treatise on Imaginary Caches", "author": "Max Roe and Al Noe"}
    where = (
        "Proceedings of the 2022 USENIX Symposium on Operating Systems Design and Implementation"
    )
    found = verified(verifier, reference(**unknown, booktitle=where, year=year))
    assert [one.field for one in found.differences] == ["year"]


def test_a_preprint_that_was_published_is_confirmed_with_a_hint(verifier: Verifier) -> None:
    found = verified(verifier, reference("misc", booktitle="", pages="", eprint="2103.00007"))
    assert found.verdict is Verdict.CONFIRMED
    assert [hint.kind for hint in found.hints] == ["published-as"]
    assert "OSDI 2022" in found.hints[0].text


def test_only_what_an_index_holds_whole_can_be_absent(verifier: Verifier) -> None:
    unknown = {"title": "An Invented Treatise on Imaginary Caches", "author": "Max Roe and Al Noe"}
    there = verified(verifier, reference(**unknown))
    assert there.verdict is Verdict.ABSENT
    assert [asked.source for asked in there.asked if asked.covers] == ["made"]
    elsewhere = verified(verifier, reference(**unknown, year="2021"))
    assert (elsewhere.verdict, elsewhere.severity) == (Verdict.UNKNOWN, None)
    nowhere = verified(verifier, reference("misc", **unknown, booktitle="", howpublished="web"))
    assert nowhere.verdict is Verdict.UNKNOWN


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"author": "Jane Doe and Jane Doe"}, "is named 2 times"),
        ({"author": "0001, Tianqi Chen and Doe, Jane"}, "DBLP tells namesakes apart"),
        ({"author": "Doe, J. and al."}, "and others"),
        ({"doi": "10.5555/1234"}, "is no DOI"),
        ({"title": "A Title with \\unknown{commands} in It"}, "the title holds"),
    ],
)
def test_faults_are_named_whatever_the_work(
    fields: dict[str, str], fault: str, verifier: Verifier
) -> None:
    unknown = {"title": "A Paper That Nobody Here Knows Anything About", "booktitle": "Somewhere"}
    found = verified(verifier, reference(**(unknown | fields)))
    assert any(fault in hint.text for hint in found.hints if hint.kind == "fault")


def test_without_an_index_the_library_is_asked_alone(library: Library) -> None:
    own = library.get_entry("kwon2023efficient")
    text = (
        f"@inproceedings{{a, title={{{own.title}}}, author={{Kwon, Woosuk and others}},"
        " booktitle={SOSP}, year={2023}}"
    )
    found = verified(Verifier(library, Index()), text)
    assert (found.verdict, found.source) == (Verdict.CONFIRMED, "library:kwon2023efficient")


def test_excuses_need_a_reason() -> None:
    text = "% mlsysbib: ignore a the title page says so\n%mlsysbib: ignore b\n@misc{c}\n"
    assert find_excuses(text) == {"a": "the title page says so"}


HOSTILE = "$(rm -rf x) <script>alert(1)</script> | `a` ::error:: %0A"


@pytest.mark.parametrize("form", REPORTS)
def test_no_text_of_a_reference_harms_a_report(form: str, verifier: Verifier) -> None:
    text = reference(title=HOSTILE.replace("%", "\\%"), author="Max Roe", doi=JOURNAL.doi)
    report = REPORTS[form]([Checked("a b,c:d.bib", tuple(verifier.verify(load(text))))])
    if form in {"json", "sarif"}:
        assert json.loads(report)
    elif form == "github":
        assert report.count("\n") == 1
        assert report.startswith("::error file=a b%2Cc%3Ad.bib,line=1,")
    elif form == "markdown":
        assert "<script>" not in report
        row = next(line for line in report.splitlines() if line.startswith("| 1 |"))
        assert len(row.replace("\\|", "").split("|")) == len(
            "| a | b | c | d | e | f | g |".split("|")
        )


def test_sarif_has_what_code_scanning_asks_for(verifier: Verifier) -> None:
    """Check what SARIF 2.1.0 requires (3.13, 3.14, 3.27) and GitHub's code scanning reads."""
    wrong = tuple(verifier.verify(load(reference(year="2012") + reference(author="A and B"))))
    log = json.loads(REPORTS["sarif"]([Checked("a folder/refs.bib", wrong)]))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    rules = {rule["id"] for rule in run["tool"]["driver"]["rules"]}
    assert run["tool"]["driver"]["name"] == "mlsysbib"
    assert {result["level"] for result in run["results"]} == {"error", "warning"}
    for result in run["results"]:
        (place,) = result["locations"]
        physical = place["physicalLocation"]
        assert result["ruleId"] in rules
        assert result["message"]["text"]
        assert physical["artifactLocation"] == {"uri": "a%20folder/refs.bib"}
        assert physical["region"]["startLine"] >= 1


def test_the_json_follows_its_contract(verifier: Verifier) -> None:
    text = reference(year="2012") + reference().replace("key", "other")
    whole = json.loads(REPORTS["json"]([Checked("refs.bib", tuple(verifier.verify(load(text))))]))
    assert whole["summary"] == {"confirmed": 1, "differs": 1}
    first, second = whole["references"]
    assert (first["key"], first["line"], first["verdict"], first["severity"]) == (
        "key",
        1,
        "differs",
        "error",
    )
    assert [field["field"] for field in first["fields"]] == ["year"]
    assert first["work"]["arxiv"] == "2103.00007"
    assert second["fields"] == []


def test_the_command_ends_with_findings_unless_they_are_excused(
    command: CommandLine, tmp_path: Path
) -> None:
    text = (
        "@inproceedings{vllm, title={Efficient Memory Management for Large Language Model Serving "
        "with PagedAttention}, author={Roe, Max and Poe, Edna}, booktitle={SOSP}, year={2023}}\n"
    )
    (tmp_path / "refs.bib").write_text(text)
    outcome = command("verify", "refs.bib", "--index", "none")
    assert outcome.code == 1
    assert "refs.bib:1: vllm: differs (serious): author" in outcome.out + outcome.err
    assert "1 reference: 0 confirmed, 1 differs, 0 absent, 0 unknown" in outcome.err
    (tmp_path / "refs.bib").write_text(f"% mlsysbib: ignore vllm a pen name\n{text}")
    assert command("verify", "refs.bib", "--index", "none").code == 0


def test_a_broken_entry_costs_itself_alone(command: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "refs.bib").write_text("@article{a, title={x\n\n" + reference())
    outcome = command("verify", "refs.bib", "--index", "none", "--format", "json")
    assert [one["key"] for one in json.loads(outcome.out)["references"]][-1] == "key"
