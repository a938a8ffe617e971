"""`mlsysbib add`, with registries on this machine that replay answers of made-up papers."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import msgspec
import pytest

from command_line import CommandLine, Outcome
from mlsysbib.model.library import Library
from mlsysbib.network.arxiv import read_answer
from mlsysbib.network.http import RegistryError, fetch
from mlsysbib.store.reader import read_draft
from served_registry import Answer, Registry, served
from small_library import KWON, small_library

ATOM = """\
<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <title type="html">ArXiv Query: id_list=2203.00007</title>
  {entry}
</feed>
"""
PAPER = """\
<entry>
    <id>http://arxiv.org/abs/2203.00007v2</id>
    <updated>2022-09-01T10:00:00Z</updated>
    <published>2022-03-05T17:59:59Z</published>
    <title>Sleepy Pipelines:
  Idle &amp; Useful Accelerators</title>
    <summary>We do nothing, fast.</summary>
    <author><name>Jane van Doe</name></author>
    <author><name>Zoë Mustermann</name></author>
    <arxiv:primary_category xmlns:arxiv="http://arxiv.org/schemas/atom" term="cs.DC"/>
    <category term="cs.DC"/>
    <category term="cs.LG"/>
  </entry>"""
FEED = ATOM.format(entry=PAPER)
ARXIV_PATH = "entries/2022/doe2022sleepy.toml"
ARXIV_TEXT = """\
title = "Sleepy Pipelines: Idle & Useful Accelerators"
authors = [
  "van Doe, Jane",
  "Mustermann, Zoë",
]

[arxiv]
id = "2203.00007"
class = "cs.DC"
date = 2022-03-05

[provenance]
sources = ["arxiv"]
"""
ERROR_FEED = ATOM.format(
    entry="""<entry>
    <id>http://arxiv.org/api/errors#incorrect_id_format_for_nonsense</id>
    <title>Error</title>
    <summary>incorrect id format for nonsense</summary>
  </entry>"""
)

DOI = "10.5555/made.2021.42"
WORK: dict[str, object] = {
    "type": "journal-article",
    "DOI": DOI.upper(),
    "title": ["Lazy Gradients"],
    "subtitle": ["A <i>Slow</i> Study"],
    "author": [
        {"given": "Ann", "family": "Example", "sequence": "first"},
        {"name": "The Idle Collaboration", "sequence": "additional"},
    ],
    "container-title": ["Journal of Made-Up Systems"],
    "published-print": {"date-parts": [[2021, 7]]},
    "issued": {"date-parts": [[2020, 12, 3]]},
    "page": "17-29",
    "volume": "3",
    "issue": "2",
}
CROSSREF_PATH = "entries/2021/example2021lazy.toml"
CROSSREF_TEXT = """\
title = "Lazy Gradients: A Slow Study"
type = "article"
authors = [
  "Example, Ann",
  "{The Idle Collaboration}",
]

[published]
container-title = "Journal of Made-Up Systems"
year = 2021
pages = "17-29"
volume = "3"
number = "2"
month = 7
doi = "10.5555/made.2021.42"

[provenance]
sources = ["crossref"]
"""


def work(**changes: object) -> Answer:
    """Return Crossref's answer about the made-up paper."""
    return Answer(json.dumps({"status": "ok", "message-type": "work", "message": WORK | changes}))


@pytest.fixture
def registry(monkeypatch: pytest.MonkeyPatch) -> Iterator[Registry]:
    """A registry in the place of both; tries follow each other without a pause."""
    monkeypatch.setattr("mlsysbib.network.http._FIRST_PAUSE_S", 0.0)
    monkeypatch.delenv("MLSYSBIB_MAILTO", raising=False)
    for name in ("HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    with served() as registry:
        monkeypatch.setenv("MLSYSBIB_ARXIV_API", f"{registry.address}/query")
        monkeypatch.setenv("MLSYSBIB_CROSSREF_API", f"{registry.address}/works")
        yield registry


@pytest.fixture
def root(toy_root: Path, monkeypatch: pytest.MonkeyPatch, command: CommandLine) -> Path:
    """A library of its own, to be added to."""
    assert command
    monkeypatch.setenv("MLSYSBIB_LIBRARY", str(toy_root))
    return toy_root


def files(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file()
    }


@pytest.fixture
def unchanged(command: CommandLine, root: Path) -> Iterator[CommandLine]:
    """The command line, on a library that has to stay as it is."""
    before = files(root)
    yield command
    assert files(root) == before


def assert_refused(outcome: Outcome, *messages: str, code: int = 3) -> None:
    """Assert that a command failed with a message, and without a traceback."""
    assert (outcome.code, outcome.out) == (code, "")
    for message in messages:
        assert message in outcome.err
    assert "Traceback" not in outcome.err


@pytest.mark.parametrize(
    "identifier",
    [
        "arxiv:2203.00007",
        "2203.00007v2",
        "https://www.arxiv.org/abs/2203.00007v2",
        "https://arxiv.org/pdf/2203.00007v2.pdf",
        "doi:10.48550/arXiv.2203.00007",
    ],
)
def test_a_paper_of_arxiv_becomes_an_entry(
    identifier: str, command: CommandLine, registry: Registry, root: Path
) -> None:
    registry.give(Answer(FEED))
    before = files(root)
    outcome = command("add", identifier)
    assert outcome == (0, ARXIV_TEXT, f"{ARXIV_PATH}: written (new)\n")
    assert files(root) == before | {ARXIV_PATH: ARXIV_TEXT.encode()}
    assert registry.paths == ["/query?id_list=2203.00007&max_results=1"]
    assert command("export", "-q").code == 0


@pytest.mark.parametrize("identifier", [f"doi:{DOI}", f"https://doi.org/{DOI}", DOI.upper()])
def test_a_doi_becomes_a_published_version(
    identifier: str, command: CommandLine, registry: Registry, root: Path
) -> None:
    registry.give(work())
    before = files(root)
    outcome = command("add", identifier)
    assert outcome == (0, CROSSREF_TEXT, f"{CROSSREF_PATH}: written (new)\n")
    assert files(root) == before | {CROSSREF_PATH: CROSSREF_TEXT.encode()}
    assert registry.paths == [f"/works/{DOI}"]


@pytest.mark.parametrize(
    ("title", "stored"),
    [
        (r"An $O(n \log n)$ Method", r"An $O(n \log n)$ Method"),
        (r"Fast Schr\"odinger in $\mu$s for {GPUs}", "Fast Schrödinger in μs for {GPUs}"),
        ("R &amp; D: 5% of $100, a_b #1 &lt; 2", r"R & D: 5% of \$100, a_b #1 < 2"),
        (r"R\&amp;D at 50\%", "R&D at 50%"),
    ],
)
def test_a_title_of_arxiv_may_hold_tex(title: str, stored: str) -> None:
    feed = FEED.replace("Sleepy Pipelines:\n  Idle &amp; Useful Accelerators", title)
    assert read_answer(feed.encode(), "2203.00007").title == stored


def test_a_name_of_arxiv_may_hold_tex() -> None:
    feed = FEED.replace("Jane van Doe", r"P\'al van {E}rd\H{o}s").replace("Zoë", r"Zo{\"e}")
    assert read_answer(feed.encode(), "x").authors == ("van Erdős, Pál", "Mustermann, Zoë")


def test_what_the_authors_say_of_a_publication_is_taken_over(
    command: CommandLine, registry: Registry, root: Path
) -> None:
    said = """\
<arxiv:journal_ref xmlns:arxiv="http://arxiv.org/schemas/atom">
      Made-Up Letters 3 (2023)</arxiv:journal_ref>
    <arxiv:doi xmlns:arxiv="http://arxiv.org/schemas/atom">10.5555/LETTERS.3</arxiv:doi>
  </entry>"""
    registry.give(Answer(FEED.replace("</entry>", said)))
    assert command("add", "-q", "arxiv:2203.00007").code == 0
    text = (root / "entries/2023/doe2023sleepy.toml").read_text("utf-8")
    assert 'container-title = "Made-Up Letters 3 (2023)"\nyear = 2023\n' in text
    assert 'doi = "10.5555/letters.3"\n' in text
    assert 'id = "2203.00007"\n' in text


def test_a_dry_run_shows_the_file_and_writes_nothing(
    command: CommandLine, registry: Registry, root: Path
) -> None:
    registry.give(Answer(FEED))
    before = files(root)
    outcome = command("add", "--dry-run", "arxiv:2203.00007")
    assert outcome == (0, ARXIV_TEXT, f"{ARXIV_PATH}: would be written (new)\n")
    assert files(root) == before


@pytest.mark.parametrize(
    ("identifier", "answer"), [("arxiv:2203.00007", Answer(FEED)), (f"doi:{DOI}", work())]
)
def test_a_paper_that_is_there_is_said_to_be(
    identifier: str, answer: Answer, command: CommandLine, registry: Registry, root: Path
) -> None:
    registry.give(answer)
    command("add", identifier)
    before = files(root)
    outcome = command("add", identifier)
    assert (outcome.code, outcome.out) == (0, "")
    assert outcome.err.endswith(" is there already\n")
    assert files(root) == before


def test_a_paper_on_arxiv_gets_the_version_that_it_lacks(
    command: CommandLine, registry: Registry, root: Path
) -> None:
    registry.give(Answer(FEED))
    command("add", "arxiv:2203.00007")
    registry.give(
        work(
            title=["Sleepy Pipelines: Idle & Useful Accelerators"],
            subtitle=[],
            author=[
                {"given": "Jane", "family": "van Doe"},
                {"given": "Zoë", "family": "Mustermann"},
            ],
        )
    )
    outcome = command("add", f"doi:{DOI}")
    assert (outcome.code, outcome.err) == (0, f"{ARXIV_PATH}: written (version added)\n")
    text = (root / ARXIV_PATH).read_text("utf-8")
    assert f'doi = "{DOI}"\n' in text
    assert 'id = "2203.00007"\n' in text
    assert CROSSREF_PATH not in files(root)


def test_a_key_of_ones_own_names_the_file(
    command: CommandLine, registry: Registry, root: Path
) -> None:
    registry.give(Answer(FEED))
    assert command("add", "-q", "--key", "sleepy", "arxiv:2203.00007").code == 0
    assert (root / "entries/2022/sleepy.toml").read_text("utf-8") == ARXIV_TEXT


@pytest.mark.parametrize(
    "key", ["gao2018low", "kwon2023vllm", "../../../outside", "two words", "a/b"]
)
def test_a_key_that_is_taken_or_no_key_is_refused(
    key: str, command: CommandLine, registry: Registry, root: Path
) -> None:
    registry.give(Answer(FEED))
    before = files(root.parent)
    assert_refused(command("add", "--key", key, "arxiv:2203.00007"), key, code=2)
    assert files(root.parent) == before


def test_the_registry_learns_whom_to_write_to(
    command: CommandLine, registry: Registry, root: Path
) -> None:
    assert root
    registry.give(work())
    command("add", "--dry-run", "--mailto", "me@example.org", f"doi:{DOI}")
    assert registry.paths == [f"/works/{DOI}?mailto=me%40example.org"]
    assert "(mailto:me@example.org)" in registry.agents[0]


def test_signs_of_a_doi_stay_part_of_the_path(
    command: CommandLine, registry: Registry, root: Path
) -> None:
    assert root
    doi = "10.1002/(sici)1<1::aid-x?>3.0.co;2-#"
    registry.give(work())
    command("add", "--dry-run", f"doi:{doi}")
    (path,) = registry.paths
    assert not {"?", "#"} & {*path}
    assert unquote(path) == f"/works/{doi}"


@pytest.mark.parametrize(
    ("parts", "expected"), [([2021, 13], "year = 2021\n"), ([2021], "year = 2021\n")]
)
def test_a_month_that_there_is_not_is_left_out(
    parts: list[int], expected: str, command: CommandLine, registry: Registry, root: Path
) -> None:
    registry.give(work(**{"published-print": {"date-parts": [parts]}}))
    assert command("add", "-q", f"doi:{DOI}").code == 0
    text = (root / CROSSREF_PATH).read_text("utf-8")
    assert expected in text
    assert "month" not in text
    assert command("export", "-q").code == 0


def test_entities_of_crossref_are_read(
    command: CommandLine, registry: Registry, root: Path
) -> None:
    registry.give(work(subtitle=["Slow &amp; Steady"], **{"container-title": ["Wool &amp; Yarn"]}))
    assert command("add", "-q", f"doi:{DOI}").code == 0
    text = (root / CROSSREF_PATH).read_text("utf-8")
    assert 'title = "Lazy Gradients: Slow & Steady"\n' in text
    assert 'container-title = "Wool & Yarn"\n' in text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused_in_every_encoding(encoding: str) -> None:
    head = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE feed [<!ENTITY big "grows">]>'
    feed = head + FEED.partition("?>")[2].replace("Idle", "&big;")
    with pytest.raises(RegistryError, match="is not what its API gives"):
        read_answer(feed.encode(encoding), "2203.00007")


PASTE = """\
@article{a, title={Sleepy Pipelines}, author={Doe, Jane}, year={2022}, journal={Made-Up Letters}}
@article{b, title={Sleepy Compilers for Knitting}, author={Doe, Jane}, year={2022},
  journal={Letters of Wool}}
"""


def test_each_paper_of_a_paste_has_a_file_of_its_own(command: CommandLine, root: Path) -> None:
    before = files(root)
    assert command("add", "-q", "--from-bibtex", "-", stdin=PASTE).code == 0
    new = "".join(text.decode() for path, text in files(root).items() if path not in before)
    assert 'title = "Sleepy Pipelines"\n' in new
    assert 'title = "Sleepy Compilers for Knitting"\n' in new


def test_a_doubt_about_one_paper_says_nothing_of_the_others(
    command: CommandLine, root: Path
) -> None:
    title = "Efficient Memory Management for Large Language Model Serving with {PagedAttention}"
    doubtful = f"@article{{mine, title={{{title}}}, journal={{Letters of Wool}}, year={{2023}}}}\n"
    before = files(root)
    outcome = command("add", "--from-bibtex", "-", stdin=doubtful + PASTE)
    assert outcome.code == 1
    assert "mine: is this kwon2023efficient? it was not written\n" in outcome.err
    assert outcome.err.count(": written (new)\n") == len(files(root).keys() - before.keys()) == 2


def test_one_key_is_for_one_paper(command: CommandLine, root: Path) -> None:
    before = files(root)
    outcome = command("add", "--key", "mine", "--from-bibtex", "-", stdin=PASTE)
    assert_refused(outcome, "one key for 2 papers", code=2)
    assert files(root) == before


def test_nulls_of_crossref_say_nothing(
    command: CommandLine, registry: Registry, root: Path
) -> None:
    nothing = dict.fromkeys(
        ("type", "subtitle", "container-title", "published-print", "page", "volume", "issue", "DOI")
    )
    author = [{"given": None, "family": "Example", "suffix": None, "name": None}, None]
    issued = {"date-parts": [[2021, None, None]]}
    registry.give(work(**nothing, author=author, issued=issued, title=[None, "Lazy Gradients"]))
    assert command("add", "-q", f"doi:{DOI}").code == 0
    assert (root / CROSSREF_PATH).read_text("utf-8") == (
        'title = "Lazy Gradients"\n'
        'authors = [\n  "Example",\n]\n\n'
        f'[published]\nyear = 2021\ndoi = "{DOI}"\n\n'
        '[provenance]\nsources = ["crossref"]\n'
    )


@pytest.mark.parametrize("subtitle", [[], None, [" \n"], ["", None], ["<i> </i>"]])
def test_a_subtitle_of_blanks_is_none(
    subtitle: list[str | None] | None, command: CommandLine, registry: Registry, root: Path
) -> None:
    registry.give(work(subtitle=subtitle))
    assert command("add", "-q", f"doi:{DOI}").code == 0
    assert (root / CROSSREF_PATH).read_text("utf-8").startswith('title = "Lazy Gradients"\n')


@pytest.mark.parametrize("name", ["MLSYSBIB_ARXIV_API", "MLSYSBIB_CROSSREF_API"])
def test_an_address_of_a_registry_that_is_none_is_an_error(
    name: str, unchanged: CommandLine, registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert registry
    monkeypatch.setenv(name, "http://127.0.0.1:port")
    identifier = "arxiv:2203.00007" if "ARXIV" in name else f"doi:{DOI}"
    assert_refused(unchanged("add", identifier), "error: http://127.0.0.1:port", "is no address: ")


NO_DATE = {"date-parts": [[None]]}
NO_YEAR = {"date-parts": [[20211]]}
BROKEN = [
    pytest.param("arxiv:2203.00007", Answer(ATOM.format(entry="")),
                 "arXiv does not know 2203.00007: no such identifier", id="empty feed"),
    pytest.param("arxiv:nonsense1", Answer(ERROR_FEED),
                 "arXiv does not know nonsense1: incorrect id format", id="error feed"),
    pytest.param("arxiv:2203.00007", Answer(FEED[:300]),
                 "arXiv's answer about 2203.00007 is no XML: ", id="half a feed"),
    pytest.param("arxiv:2203.00007", Answer("<!DOCTYPE html><html></html>"),
                 "arXiv's answer about 2203.00007 is not what its API gives", id="a page"),
    pytest.param("arxiv:2203.00007", Answer("", 404), "127.0.0.1 does not know it: ",
                 id="arXiv 404"),
    pytest.param("arxiv:2203.00007", Answer("", 403), "127.0.0.1 refused: 403 Forbidden",
                 id="arXiv 403"),
    pytest.param(f"doi:{DOI}", Answer("Resource not found.", 404), "127.0.0.1 does not know it: ",
                 id="Crossref 404"),
    pytest.param(f"doi:{DOI}", Answer('{"message": {"title": ["La'),
                 f"Crossref's answer about {DOI} cannot be parsed: ", id="half a JSON"),
    pytest.param(f"doi:{DOI}", Answer('{"status": "ok"}'),
                 f"Crossref's answer about {DOI} cannot be parsed: ", id="no message"),
    pytest.param(f"doi:{DOI}", work(title="Lazy"),
                 f"Crossref's answer about {DOI} cannot be parsed: ", id="another type"),
    pytest.param(f"doi:{DOI}", work(**{"published-print": NO_YEAR, "issued": NO_YEAR}),
                 f"Crossref knows {DOI} without title or year", id="year 20211"),
    pytest.param(f"doi:{DOI}", work(title=["  "], subtitle=["A Subtitle"]),
                 f"Crossref knows {DOI} without title or year", id="blank title"),
    pytest.param(f"doi:{DOI}", work(title=None), f"Crossref knows {DOI} without title or year",
                 id="null title"),
    pytest.param(f"doi:{DOI}", work(title=[]), f"Crossref knows {DOI} without title or year",
                 id="no title"),
    pytest.param(f"doi:{DOI}", work(**{"published-print": None, "issued": NO_DATE}),
                 f"Crossref knows {DOI} without title or year", id="no year"),
]  # fmt: skip


@pytest.mark.parametrize(("identifier", "answer", "message"), BROKEN)
def test_an_answer_without_a_paper_is_refused_at_once(
    identifier: str, answer: Answer, message: str, unchanged: CommandLine, registry: Registry
) -> None:
    registry.give(answer)
    assert_refused(unchanged("add", identifier), message)
    assert len(registry.paths) == 1


@pytest.mark.parametrize("identifier", ["arxiv:2203.00007", f"doi:{DOI}"])
@pytest.mark.parametrize(
    ("status", "reason"), [(500, "500 Internal Server Error"), (429, "429 Too Many Requests")]
)
def test_a_registry_in_trouble_is_asked_a_few_times(
    identifier: str, status: int, reason: str, unchanged: CommandLine, registry: Registry
) -> None:
    registry.give(Answer("sorry", status))
    message = f"127.0.0.1 cannot be asked, after 4 tries: {reason}"
    assert_refused(unchanged("add", identifier), message)
    assert len(registry.paths) == 4


def test_trouble_that_passes_does_no_harm(
    command: CommandLine, registry: Registry, root: Path
) -> None:
    registry.give(Answer("", 503), Answer("", 429), Answer(FEED))
    assert command("add", "-q", "arxiv:2203.00007") == (0, ARXIV_TEXT, "")
    assert (root / ARXIV_PATH).is_file()
    assert len(registry.paths) == 3


@pytest.mark.parametrize("identifier", ["arxiv:2203.00007", f"doi:{DOI}"])
def test_without_a_network_nothing_is_written(
    identifier: str,
    command: CommandLine,
    registry: Registry,
    root: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = files(root)
    # Bound and not listening: a connection is refused, and nobody else can take the port.
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{bound.getsockname()[1]}"
        monkeypatch.setenv("MLSYSBIB_ARXIV_API", address)
        monkeypatch.setenv("MLSYSBIB_CROSSREF_API", address)
        outcome = command("add", identifier)
    assert_refused(outcome, "127.0.0.1 cannot be asked, after 4 tries: ConnectError: ")
    assert files(root) == before
    assert registry.paths == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "give arxiv:ID, doi:ID or a KEY, or --from-bibtex FILE"),
        (("arxiv:2203.00007", "--from-bibtex", "-"), "give arxiv:ID, doi:ID or a KEY"),
        (("isbn:123",), "'isbn:123' is no arxiv:ID and no doi:ID"),
        (("doi:foo",), "'foo' is no DOI"),
        (("arxiv:foo",), "'arxiv:foo' names nothing on arXiv"),
    ],
)
def test_what_names_no_paper_is_not_asked_for(
    arguments: tuple[str, ...], message: str, command: CommandLine, registry: Registry, root: Path
) -> None:
    before = files(root)
    assert_refused(command("add", *arguments), message, code=2)
    assert files(root) == before
    assert registry.paths == []


@pytest.mark.parametrize(("status", "expected"), [(500, [1.0, 2.0, 4.0]), (429, [2.0, 4.0, 8.0])])
def test_pauses_grow_and_are_longer_for_an_overrun_registry(
    status: int, expected: list[float]
) -> None:
    pauses: list[float] = []
    with served() as registry:
        registry.give(Answer("", status))
        with pytest.raises(RegistryError):
            fetch(registry.address, {}, pause=pauses.append)
    assert pauses == expected


def test_papers_come_as_the_shipped_library_has_them(
    command: CommandLine, tmp_path: Path, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = small_library(tmp_path, {"mlsysbib.toml": ""})
    monkeypatch.setenv("MLSYSBIB_LIBRARY", str(root))
    outcome = command("add", "-q", "huang2019gpipe", "dean2012large")
    assert (outcome.code, outcome.err) == (0, "")
    for key in ("huang2019gpipe", "dean2012large"):
        shipped = library[key]
        (path,) = root.glob(f"entries/*/{key}.toml")
        # The small library has another tree of topics, and no other paper of these relations.
        assert read_draft(str(path)) == msgspec.structs.replace(shipped, topics=(), relations=())
    assert command("check", "--level", "error").code == 0
    again = command("add", "huang2019gpipe")
    assert (again.code, again.err) == (0, "huang2019gpipe is there already\n")


@pytest.mark.parametrize(
    "known", [("training", "training/parallelism"), ("training",), ("serving",)]
)
def test_a_topic_comes_along_as_far_down_as_the_library_has_it(
    known: tuple[str, ...],
    command: CommandLine,
    tmp_path: Path,
    library: Library,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert library["huang2019gpipe"].topics == ("training/parallelism/pipeline",)
    topics = "".join(f'"{topic}" = "Name"\n' for topic in known)
    root = small_library(
        tmp_path,
        {"mlsysbib.toml": "", "topics.toml": topics, "entries/2022/yu2022orca.toml": KWON},
    )
    monkeypatch.setenv("MLSYSBIB_LIBRARY", str(root))
    assert command("add", "-q", "huang2019gpipe").code == 0
    (path,) = root.glob("entries/*/huang2019gpipe.toml")
    assert read_draft(str(path)).topics == (known[-1:] if "training" in known else ())


@pytest.mark.parametrize(
    ("key", "message"),
    [
        ("dean2012larg", "unknown key 'dean2012larg'; did you mean dean2012large"),
        ("yu2022orca2", "unknown key"),
    ],
)
def test_a_key_that_is_not_shipped_is_named(key: str, message: str, unchanged: CommandLine) -> None:
    assert_refused(unchanged("add", key), message, code=2)


def test_a_venue_that_the_library_cannot_have_is_named(
    command: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = small_library(tmp_path)
    monkeypatch.setenv("MLSYSBIB_LIBRARY", str(root))
    before = files(root)
    assert_refused(command("add", "huang2019gpipe"), "needs the venue neurips", code=2)
    assert files(root) == before


@pytest.mark.usefixtures("root")
def test_a_paste_that_does_not_say_where_blocks_nothing(command: CommandLine) -> None:
    paste = "@article{x, title={A Foo of Bar}, author={Doe, J.}, year=2020}"
    Path("in.bib").write_text(paste, "utf-8")
    outcome = command("add", "--from-bibtex", "in.bib")
    assert outcome.code == 0
    assert "warning: x: the reference does not say where it was published" in outcome.err
    assert "entries/2020/doe2020foo.toml: written (new)" in outcome.err
    assert command("export", "doe2020foo").out.startswith("@misc{doe2020foo,\n")
    assert "(venue-missing)" in command("check").out + command("check").err
