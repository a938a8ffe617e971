from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest

from command_line import CommandLine


def keys(text: str) -> list[str]:
    return re.findall(r"^@\w+\{([^,]+),$", text, re.MULTILINE)


def test_without_a_wish_the_whole_library_is_written_for_natbib(command: CommandLine) -> None:
    outcome = command("export")
    assert (outcome.code, outcome.err) == (0, "")
    assert len(keys(outcome.out)) == 27
    assert outcome == command("export", "--for", "natbib") == command("export", "-f", "bibtex")


@pytest.mark.parametrize(
    ("queries", "expected"),
    [
        (["vllm"], ["kwon2023efficient"]),
        (["venue:eurosys"], ["gao2018low", "xue2019fast"]),
        (["venue:eurosys", "year:2019.."], ["xue2019fast"]),
        (["venue:eurosys year:2019.."], ["xue2019fast"]),
        (["venue:eurosys -rdma"], ["gao2018low"]),
        (["topic:communication/optical"], ["emerging2022optical"]),
        (["key:kwon2023vllm"], ["kwon2023efficient"]),
        (["author:merrienboer | author:Dollár"], ["goyal2017accurate", "merrienboer2018tangent"]),
        (["-has:authors"], ["emerging2022optical", "scalable2025performant"]),
        (["year:2025", "-is:published"],
         ["douchet2025harmoeny", "minimax2025minimax01", "scalable2025performant"]),
    ],
)  # fmt: skip
def test_queries_choose_what_all_of_them_hold_for(
    queries: list[str], expected: list[str], command: CommandLine
) -> None:
    outcome = command("export", *queries)
    assert (outcome.code, outcome.err) == (0, "")
    assert keys(outcome.out) == expected


def test_what_matches_nothing_is_said(command: CommandLine) -> None:
    assert command("export", "orca") == (0, "", "nothing matches orca\n")
    assert command("export", "-q", "orca") == (0, "", "")
    both = ("gao2018low", "xue2019fast")
    hint = "nothing matches gao2018low xue2019fast; `key:gao2018low,xue2019fast` finds these\n"
    assert command("export", *both) == (0, "", hint)


EITHER = "all of it must hold for one paper; {} finds those with either word\n"


@pytest.mark.parametrize(
    ("queries", "said"),
    [
        (["vllm", "tangent"], EITHER.format("'vllm | tangent'")),
        (["vllm tangent"], EITHER.format("'vllm | tangent'")),
        (["year:2018..", "vllm", "tangent"], EITHER.format("'vllm | tangent' year:2018..")),
        (["vllm", "nosuch"], "'nosuch' alone matches nothing\n"),
        (["nosuch -vllm other"], "'nosuch' and 'other' alone match nothing\n"),
        (["venue:eurosys author:kwon"], "each term alone does, but no paper has all of them\n"),
        (["(vllm | tangent) nosuch"], "'nosuch' alone matches nothing\n"),
        (["vllm|tangent", "venue:eurosys"], "each term alone does, but no paper has all of them\n"),
    ],
)
@pytest.mark.parametrize("verb", ["export", "search"])
def test_of_terms_that_exclude_each_other_it_is_said_which_are_at_fault(
    verb: str, queries: list[str], said: str, command: CommandLine
) -> None:
    outcome = command(verb, *queries)
    assert (outcome.code, outcome.out) == (0, "")
    assert outcome.err.startswith(f"nothing matches {' '.join(queries)}: {said}")


def test_what_is_offered_in_place_of_nothing_finds_something(command: CommandLine) -> None:
    said = command("export", "year:2018..", "vllm", "tangent").err
    offered = shlex.split(said.split("; ")[1].split(" finds")[0])
    assert keys(command("export", *offered).out) == ["kwon2023efficient", "merrienboer2018tangent"]


@pytest.mark.parametrize(
    ("said", "means"),
    [
        (["--format", "endnote"], ["--format", "ris"]),
        (["--format", "EndNote"], ["--format", "ris"]),
        (["-f", "bib"], ["-f", "bibtex"]),
        (["-f", "json"], ["-f", "csl-json"]),
        (["--for", "IEEEtran"], ["--for", "ieee"]),
        (["--for", "acm-reference-format"], ["--for", "acm"]),
    ],
)
def test_a_format_or_target_is_known_by_other_names(
    said: list[str], means: list[str], command: CommandLine
) -> None:
    outcome = command("export", *said)
    assert outcome.code == 0
    assert outcome == command("export", *means)


@pytest.mark.parametrize(
    ("said", "hint"),
    [
        (["--format", "acm"], "`--for acm` is for that"),
        (["--format", "typst"], "`--for typst` is for that"),
        (["--for", "bibtex"], "`--format bibtex` is for that"),
        (["--for", "endnote"], "`--format ris` is for that"),
    ],
)
def test_a_target_that_is_no_format_says_which_option_takes_it(
    said: list[str], hint: str, command: CommandLine
) -> None:
    outcome = command("export", *said)
    assert outcome.code == 2
    assert hint in outcome.err


@pytest.mark.parametrize("word", ["-orca", "-nosuchword", "-quick", "-micro-batch"])
def test_a_denied_word_is_no_option(word: str, command: CommandLine, tmp_path: Path) -> None:
    found = keys(command("export", "year:2023", word).out)
    assert found == keys(command("export", f"year:2023 {word}").out) != []
    assert not list(tmp_path.iterdir())


def test_an_option_may_be_joined_to_its_value(command: CommandLine, tmp_path: Path) -> None:
    assert command("export", "-qorefs.bib", "vllm") == (0, "", "")
    assert [path.name for path in tmp_path.iterdir()] == ["refs.bib"]
    assert command("export", "-fbiblatex", "vllm").out.count("eventdate") == 1
    assert command("export", "-fris", "vllm").out.startswith("TY  - ")


def test_a_denied_term_is_no_option(command: CommandLine) -> None:
    denied = command("export", "-is:preprint")
    assert keys(denied.out) == keys(command("export", "is:published").out)
    assert len(keys(denied.out)) == 23
    assert command("export", "--", "-is:preprint") == denied


def test_a_list_is_written_in_its_own_order(command: CommandLine) -> None:
    outcome = command("export", "--list", "course")
    assert outcome.code == 0
    assert keys(outcome.out)[:4] == [
        "jiang2024megascale", "xiao2017tux2", "rajbhandari2020zero", "ren2021zerooffload",
    ]  # fmt: skip
    assert len(keys(outcome.out)) == len(set(keys(outcome.out))) == 13


def test_a_query_leaves_of_a_list_what_it_holds_for(command: CommandLine) -> None:
    outcome = command("export", "--list", "course", "venue:nsdi", "-f", "markdown")
    assert outcome.out.count("](https://www.usenix.org/") == 2
    assert "Mail questions to staff@example.org." in outcome.out


AUX = "\\citation{kwon2023vllm,bae2022l3}\n\\abx@aux@cite{0}{gao2018low}\n\\bibdata{refs}\n"
BCF = '<bcf:citekey order="1">bae2022l3</bcf:citekey>\n<bcf:citekey>gao2018low</bcf:citekey>\n'
BCF += "</bcf:controlfile>\n"
TEX = "As \\citet[p.~3]{bae2022l3} says. % \\cite{xue2019fast}\n\\parencites{gao2018low}{nope}\n"
MARKDOWN = "See @bae2022l3 and [@gao2018low, p. 3; @kwon2023efficient], not `@xue2019fast`.\n"


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        # By the name that the paper cites it by: an alias.
        ("paper.aux", AUX, ["bae2022l3", "gao2018low", "kwon2023vllm"]),
        ("paper.bcf", BCF, ["bae2022l3", "gao2018low"]),
        ("paper.md", MARKDOWN, ["bae2022l3", "gao2018low", "kwon2023efficient"]),
    ],
)
def test_what_a_paper_cites_is_written_in_the_order_of_keys(
    name: str, text: str, expected: list[str], command: CommandLine, tmp_path: Path
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    outcome = command("export", "--cited-in", name)
    assert (outcome.code, outcome.err, keys(outcome.out)) == (0, "", expected)


def test_what_a_paper_takes_in_cites_for_it(command: CommandLine, tmp_path: Path) -> None:
    folder = tmp_path / "paper"
    (folder / "parts").mkdir(parents=True)
    files = {
        "main.tex": "\\input{intro}\n\\include{parts/eval}\n\\input{missing}\\cite{bae2022l3}",
        "intro.tex": "\\cite{gao2018low}\n\\input{parts/deep.tex} \\input{main}",
        "parts/deep.tex": "\\cite{nope}",
        "parts/eval.tex": "\\cite{xue2019fast}",
        "main.aux": "\\citation{bae2022l3}\n\\@input{parts/eval.aux}\n",
        "parts/eval.aux": "\\citation{xue2019fast}\n",
    }
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    outcome = command("export", "--cited-in", "paper/main.tex")
    assert keys(outcome.out) == ["bae2022l3", "gao2018low", "xue2019fast"]
    assert outcome.err == "paper/parts/deep.tex:1: error: unknown key 'nope' (key-unknown)\n"
    outcome = command("export", "--cited-in", "paper/main.aux")
    assert (outcome.code, keys(outcome.out)) == (0, ["bae2022l3", "xue2019fast"])


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ((), ["BAE2022L3", "kwon2023vllm"]),
        (("--for", "pandoc"), ["BAE2022L3", "kwon2023vllm"]),
        # These know the alias: BibLaTeX by itself, the others as every name is written.
        (("--for", "biblatex"), ["BAE2022L3", "kwon2023efficient"]),
        (("--key-pattern", "[auth]"), ["Bae", "Kwon"]),
    ],
)
def test_a_paper_finds_what_it_cites_under_the_name_it_uses(
    options: tuple[str, ...], expected: list[str], command: CommandLine, tmp_path: Path
) -> None:
    (tmp_path / "p.tex").write_text("\\cite{BAE2022L3,kwon2023vllm}", encoding="utf-8")
    out = command("export", "--cited-in", "p.tex", *options).out
    found = [item["id"] for item in json.loads(out)] if out[:1] == "[" else keys(out)
    assert sorted(found, key=str.lower) == expected


def test_a_bcf_that_is_cut_off_leaves_the_bib_as_it_was(
    command: CommandLine, tmp_path: Path
) -> None:
    (tmp_path / "p.bcf").write_text("<xml", encoding="utf-8")
    (tmp_path / "refs.bib").write_text("old", encoding="utf-8")
    outcome = command("export", "--cited-in", "p.bcf", "-o", "refs.bib")
    assert outcome.code == 3
    assert outcome.err.startswith("p.bcf: error: this is no whole .bcf (file-unreadable)\n")
    assert (tmp_path / "refs.bib").read_text("utf-8") == "old"


def test_an_unknown_cited_key_is_a_finding_and_the_rest_is_written(
    command: CommandLine, tmp_path: Path
) -> None:
    (tmp_path / "paper.tex").write_text(TEX, encoding="utf-8")
    outcome = command("export", "--cited-in", "paper.tex")
    assert outcome.code == 1
    assert outcome.err == "paper.tex:2: error: unknown key 'nope' (key-unknown)\n"
    assert keys(outcome.out) == ["bae2022l3", "gao2018low"]


@pytest.mark.parametrize(
    ("name", "text", "options"),
    [
        ("a.tex", "% nope\n\\cite{nope2}\n\\cite{nope}\n", ("--cited-in", "a.tex")),
        ("a.txt", "# nope\nnope2\nnope\n", ("--keys-from", "a.txt")),
    ],
)
def test_an_unknown_key_that_begins_another_has_the_line_of_its_own(
    name: str, text: str, options: tuple[str, ...], command: CommandLine, tmp_path: Path
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    lines = command("export", *options).err.splitlines()
    assert f"{name}:2: error: unknown key 'nope2' (key-unknown)" in lines
    assert f"{name}:3: error: unknown key 'nope' (key-unknown)" in lines


def test_several_papers_cite_together(command: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "a.aux").write_text("\\citation{bae2022l3}", encoding="utf-8")
    (tmp_path / "b.aux").write_text("\\citation{gao2018low}", encoding="utf-8")
    outcome = command("export", "--cited-in", "a.aux", "--cited-in", "b.aux")
    assert keys(outcome.out) == ["bae2022l3", "gao2018low"]


def test_nocite_of_everything_chooses_everything(command: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "a.tex").write_text("\\nocite{*}", encoding="utf-8")
    assert command("export", "--cited-in", "a.tex") == command("export")


def test_keys_come_from_a_file_or_from_stdin(command: CommandLine, tmp_path: Path) -> None:
    text = "# mine\ngao2018low\n\n  bae2022l3  # images\nvLLM_SOSP23\ngao2018low\n"
    (tmp_path / "keys.txt").write_text(text, encoding="utf-8")
    outcome = command("export", "--keys-from", "keys.txt")
    assert keys(outcome.out) == ["bae2022l3", "gao2018low", "kwon2023efficient"]
    assert command("export", "--keys-from", "-", stdin=text) == outcome


def test_an_unknown_key_of_a_file_is_named_with_line_and_near_match(command: CommandLine) -> None:
    outcome = command("export", "--keys-from", "-", stdin="gao2018low\ngoa2018low\n")
    assert outcome.code == 1
    assert "-:2: error: unknown key 'goa2018low' (key-unknown)" in outcome.err
    assert "did you mean gao2018low?" in outcome.err
    assert keys(outcome.out) == ["gao2018low"]


def test_entries_stand_in_the_order_that_is_asked_for(command: CommandLine) -> None:
    newest = keys(command("export", "venue:nsdi,eurosys", "--sort", "-year").out)
    assert newest == ["jiang2024megascale", "xue2019fast", "gao2018low", "xiao2017tux2"]
    oldest = keys(command("export", "venue:nsdi,eurosys", "--sort", "year").out)
    assert oldest == newest[::-1]


def test_a_target_implies_its_format(command: CommandLine) -> None:
    assert command("export", "vllm", "--for", "biblatex").out.count("eventdate") == 1
    assert json.loads(command("export", "vllm", "--for", "pandoc").out)[0]["id"] == (
        "kwon2023efficient"
    )


def test_markdown_shows_the_newest_first_in_groups_as_wished(command: CommandLine) -> None:
    text = command("export", "-f", "markdown", "--group-by", "year", "--venue", "short").out
    years = re.findall(r"^## (\d{4})$", text, re.MULTILINE)
    assert years == sorted(years, reverse=True)
    assert text.startswith("# A toy library\n\n27 papers.\n")


def test_every_option_of_a_format_arrives_there(command: CommandLine) -> None:
    outcome = command(
        *("export", "key:kwon2023efficient", "key:kwon2023efficient"),
        *("--version", "both", "--venue", "acronym", "--eprint", "always", "--links", "none"),
        *("--strings", "macros", "--max-authors", "2,1", "--emit-aliases", "--encoding", "utf8"),
    )
    assert outcome.code == 0
    assert outcome.out.startswith("@string{sosp2023 = {SOSP 2023}}\n")
    assert outcome.out.count("{Kwon, Woosuk and others}") == 4
    assert outcome.out.count("= {2309.06180}") == 4
    assert "doi " not in outcome.out
    csl = command("export", "vllm", "-f", "csl-json", "--title-case", "as-is").out
    assert json.loads(csl)[0]["title"].startswith("Efficient Memory Management for")


def test_other_keys_are_made_by_a_pattern_or_taken_from_a_map(
    command: CommandLine, tmp_path: Path
) -> None:
    made = command("export", "venue:eurosys", "--key-pattern", "[auth:lower]-[shortyear]")
    assert keys(made.out) == ["gao-18", "xue-19"]
    (tmp_path / "map.tsv").write_text("gao2018low\tcellular\n", encoding="utf-8")
    mapped = command("export", "venue:eurosys", "--key-map", "map.tsv")
    assert (mapped.code, keys(mapped.out)) == (0, ["cellular", "xue2019fast"])
