"""Commands that only show what a library holds."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from command_line import CommandLine
from small_library import SMALL, small_library


def test_search_lists_a_line_for_each_entry_and_counts_on_stderr(command: CommandLine) -> None:
    outcome = command("search", "venue:eurosys")
    assert (outcome.code, outcome.err) == (0, "2 of 27 entries\n")
    assert outcome.out == (
        "gao2018low   EuroSys 2018  Low Latency RNN Inference with Cellular Batching (BatchMaker)\n"
        "xue2019fast  EuroSys 2019  Fast Distributed Deep Learning over RDMA\n"
    )


def test_search_can_print_the_keys_alone_and_quietly(command: CommandLine) -> None:
    outcome = command("search", "-q", "--keys", "venue:eurosys", "--sort", "-year")
    assert outcome == (0, "xue2019fast\ngao2018low\n", "")


def test_a_search_that_finds_nothing_is_no_failure(command: CommandLine) -> None:
    said = "nothing matches nothing-of-this-name\n0 of 27 entries\n"
    assert command("search", "nothing-of-this-name") == (0, "", said)


def test_search_takes_the_ways_of_choosing_that_an_export_has(
    command: CommandLine, tmp_path: Path
) -> None:
    (tmp_path / "a.tex").write_text("\\cite{bae2022l3,nope}", encoding="utf-8")
    outcome = command("search", "--keys", "--cited-in", "a.tex", "-is:preprint")
    assert (outcome.code, outcome.out) == (1, "bae2022l3\n")
    assert outcome.err.startswith("a.tex:1: error: unknown key 'nope' (key-unknown)\n")


def test_a_preprint_and_a_venue_outside_of_the_table_have_a_tag(
    command: CommandLine, toy_root: Path
) -> None:
    text = 'title = "A Made-Up Paper"\n[published]\ncontainer-title = "Made-Up Days"\nyear = 2023\n'
    (toy_root / "entries" / "made2023up.toml").write_text(text, encoding="utf-8")
    outcome = command("search", "--library", toy_root, "made-up")
    assert outcome.out == "made2023up  Made-Up Days 2023  A Made-Up Paper\n"
    assert "arXiv 2017" in command("search", "goyal2017accurate").out


def test_show_tells_all_that_is_known_by_key_or_alias(command: CommandLine) -> None:
    outcome = command("show", "KWON2023vllm")
    assert (outcome.code, outcome.err) == (0, "")
    facts = dict(line.strip().partition("  ")[::2] for line in outcome.out.splitlines()[1:])
    assert outcome.out.startswith("kwon2023efficient\n")
    assert {name: value.strip() for name, value in facts.items()} == {
        "title": "Efficient Memory Management for Large Language Model Serving with PagedAttention",
        "system": "vLLM",
        "aliases": "kwon2023vllm, vLLM_SOSP23",
        "authors": "Woosuk Kwon, Zhuohan Li, Siyuan Zhuang, Ying Sheng, Lianmin Zheng, "
        "Cody Hao Yu, Joseph Gonzalez, Hao Zhang, Ion Stoica",
        "in": "Proceedings of the 29th Symposium on Operating Systems Principles, 2023",
        "event": "Koblenz, Germany, 2023-10-23 to 2023-10-26",
        "pages": "611-626",
        "DOI": "10.1145/3600006.3613165",
        "arXiv": "2309.06180 [cs.LG], 2023-09-12",
        "code": "https://github.com/vllm-project/vllm",
        "topics": "serving/llm",
        "lists": "course",
        "sources": "dblp, author-page, public-bib, curated-list",
        "file": "entries/2023/kwon2023efficient.toml",
    }


def test_show_parts_several_entries_and_tells_relations(command: CommandLine) -> None:
    outcome = command("show", "ren2021zerooffload", "xue2019fast")
    first, second = outcome.out.split("\n\n")
    assert "not-same-as rajbhandari2020zero" in first
    assert "{RPC} Considered Harmful" in second


def test_show_of_an_unknown_key_shows_nothing_and_names_the_near_ones(
    command: CommandLine,
) -> None:
    outcome = command("show", "bae2022l3", "gao2018lo")
    assert outcome == (2, "", "error: unknown key 'gao2018lo'; did you mean gao2018low?\n")


def test_show_of_a_systems_name_names_its_key(command: CommandLine) -> None:
    outcome = command("show", "vLLM")
    assert outcome.err == (
        "error: unknown key 'vLLM'; the system of that name is kwon2023efficient\n"
    )


def test_list_counts_papers_and_sections_of_each_list(command: CommandLine, toy_root: Path) -> None:
    assert command("list") == (
        0,
        "course  13 papers in 5 sections  A Course in Systems for Machine Learning\n",
        "",
    )
    (toy_root / "reading-lists" / "b.md").write_text("# B\n* @bae2022l3\n", encoding="utf-8")
    outcome = command("list", "--library", toy_root)
    assert outcome.out.startswith("b       1 papers in 0 sections  B\ncourse  13 papers")


def test_list_shows_the_outline_of_one_with_what_stands_before_its_sections(
    command: CommandLine, tmp_path: Path
) -> None:
    text = "# Mine\n- @gao2018low\n## A\n- @xue2019fast\n### B\nprose\n"
    (tmp_path / "mine.md").write_text(text, encoding="utf-8")
    outcome = command("list", "mine.md")
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out == (
        "Mine\n"
        "  @gao2018low  Low Latency RNN Inference with Cellular Batching\n"
        "A\n"
        "  @xue2019fast  Fast Distributed Deep Learning over RDMA\n"
        "  B\n"
    )


def test_the_outline_of_a_list_with_an_unknown_key_is_a_finding(
    command: CommandLine, tmp_path: Path
) -> None:
    (tmp_path / "mine.md").write_text("# Mine\n- @gao2018lo\n", encoding="utf-8")
    outcome = command("list", "mine.md")
    assert (outcome.code, outcome.out) == (1, "Mine\n")
    assert outcome.err.startswith("mine.md:2: error: unknown key 'gao2018lo' (key-unknown)\n")


def test_venue_list_has_a_line_for_each_venue(command: CommandLine) -> None:
    outcome = command("venue", "list")
    lines = outcome.out.splitlines()
    assert (outcome.code, len(lines)) == (0, 19)
    assert lines[-1].split(maxsplit=3) == ["www", "WWW", "conference", "ACM Web Conference"]
    assert lines == sorted(lines)
    assert not any(line.endswith(" ") for line in lines)


def test_venue_show_prints_the_file_of_a_venue(command: CommandLine, toy_root: Path) -> None:
    text = (toy_root / "venues" / "sosp.toml").read_text("utf-8")
    assert command("venue", "show", "SOSP") == (0, text, "")
    assert command("venue", "show", "neurips-workshop").out == (
        (toy_root / "venues" / "neurips-ws.toml").read_text("utf-8")
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (["Proceedings of the 29th Symposium on Operating Systems Principles"], "sosp 2023\n"),
        (["In", "Proc.", "of", "{SOSP}", "'23"], "sosp 2023\n"),
        (["IEEE Trans. Parallel Distrib. Syst. (TPDS)"], "tpds\n"),
    ],
)
def test_venue_resolve_says_which_venue_and_year_are_meant(
    text: list[str], found: str, command: CommandLine
) -> None:
    assert command("venue", "resolve", *text) == (0, found, "")


def test_a_text_without_venue_is_a_finding(command: CommandLine) -> None:
    assert command("venue", "resolve", "Made-Up", "Days") == (
        1,
        "",
        "no venue is recognised in 'Made-Up Days'\n",
    )


def test_stats_count_the_same_in_text_and_json(command: CommandLine) -> None:
    counts = json.loads(command("stats", "-f", "json").out)
    assert counts["entries"] == {
        "all": 27,
        "published": 23,
        "preprint only": 4,
        "published, with preprint": 13,
    }
    assert counts["missing facts"] == {
        "authors": 2,
        "year": 0,
        "pages or article": 6,
        "doi, where the venue has them": 0,
        "any link": 0,
        "topic": 0,
    }
    notes = json.loads(command("check", "--level", "info", "-f", "json").out)
    rules = Counter(problem["rule"] for problem in notes)
    assert (rules["authors-missing"], rules["pages-missing"], rules["link-missing"]) == (2, 6, 0)
    assert sum(counts["venues"].values()) == 23
    assert sum(counts["years"].values()) == 27
    assert counts["reading lists"] == {"course": 13}
    text = re.sub(r"  \(.*\)$", "", command("stats").out, flags=re.MULTILINE)
    by_year = counts.pop("venues by year")
    assert sum(by_year.values()) == sum(counts["venues"].values())
    for heading, group in counts.items():
        lines = "".join(f"  {number:>6}  {name}\n" for name, number in group.items())
        assert f"{heading}\n{lines}" in text


def test_stats_of_an_empty_library_are_noughts(command: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / "mlsysbib.toml").write_text("inherit-venues = false\n", encoding="utf-8")
    counts = json.loads(command("stats", "-f", "json", "--library", "empty").out)
    assert set(counts["entries"].values()) == {0}
    assert counts["years"] == {}


def test_a_venue_is_shown_by_an_alias_in_any_case(
    command: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    venue = SMALL["venues/osdi.toml"] + 'aliases = ["OldOSDI"]\n'
    monkeypatch.setenv(
        "MLSYSBIB_LIBRARY", str(small_library(tmp_path, {"venues/osdi.toml": venue}))
    )
    assert command("venue", "show", "OldOSDI") == command("venue", "show", "oldosdi")
    assert command("venue", "show", "oldOSDI").code == 0


@pytest.mark.parametrize("arguments", [("venue", "resolve", "Proc. of OSDI"), ("tidy", "in.bib")])
def test_a_pattern_that_is_none_is_named_with_its_file(
    arguments: tuple[str, ...],
    command: CommandLine,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    venue = SMALL["venues/osdi.toml"] + 'match = ["(OSDI"]\n'
    root = small_library(tmp_path / "library", {"venues/osdi.toml": venue})
    monkeypatch.setenv("MLSYSBIB_LIBRARY", str(root))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in.bib").write_text("@inproceedings{a, title = {A}, booktitle = {OSDI}}\n")
    outcome = command(*arguments)
    assert (outcome.code, outcome.out) == (3, "")
    assert outcome.err.startswith("venues/osdi.toml: error: '(OSDI' is no regular expression: ")
