from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from command_line import CommandLine

PAGE = "# Mine\n\n<!-- mlsysbib:begin course -->\nold\n<!-- mlsysbib:end course -->\nAfter.\n"


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("refs.bib", "@inproceedings{bae2022l3,\n"),
        ("refs.json", "[\n  {\n"),
        ("refs.md", "# A toy library\n"),
        ("refs", "@inproceedings{bae2022l3,\n"),
        ("refs.txt", "@inproceedings{bae2022l3,\n"),
    ],
)
def test_the_suffix_of_the_file_says_which_format(
    name: str, begins: str, command: CommandLine, tmp_path: Path
) -> None:
    outcome = command("export", "-o", name)
    assert outcome == (0, "", f"{name}: 27 entries\n")
    assert (tmp_path / name).read_text("utf-8").startswith(begins)


def test_a_file_holds_the_bytes_that_stdout_gets(command: CommandLine, tmp_path: Path) -> None:
    command("export", "--for", "biblatex", "-o", "refs.bib")
    assert (tmp_path / "refs.bib").read_bytes() == (
        command("export", "--for", "biblatex").out.encode()
    )
    assert command("export", "-o", "-").out == command("export").out


def test_a_file_is_written_only_if_its_bytes_change(command: CommandLine, tmp_path: Path) -> None:
    command("export", "-o", "refs.bib")
    os.utime(tmp_path / "refs.bib", (1, 1))
    assert command("export", "-o", "refs.bib").err == "refs.bib: 27 entries, unchanged\n"
    assert (tmp_path / "refs.bib").stat().st_mtime == 1
    assert command("export", "vllm", "-o", "refs.bib").err == "refs.bib: 1 entry\n"
    assert (tmp_path / "refs.bib").stat().st_mtime != 1
    assert [path.name for path in tmp_path.iterdir()] == ["refs.bib"]


def test_a_quiet_export_says_nothing(command: CommandLine) -> None:
    assert command("export", "-q", "-o", "refs.bib") == (0, "", "")


def test_a_check_of_what_is_up_to_date_is_clean(command: CommandLine) -> None:
    command("export", "-o", "refs.bib")
    assert command("export", "-o", "refs.bib", "--check") == (0, "", "")


def test_a_check_shows_the_difference_and_writes_nothing(
    command: CommandLine, tmp_path: Path
) -> None:
    path = tmp_path / "refs.bib"
    command("export", "venue:eurosys", "-o", "refs.bib")
    old = path.read_text("utf-8").replace("{2018}", "{2081}")
    path.write_text(old, encoding="utf-8")
    outcome = command("export", "venue:eurosys", "-o", "refs.bib", "--check")
    assert (outcome.code, outcome.err) == (1, "refs.bib: error: is not up to date\n")
    assert outcome.out.startswith("--- refs.bib\n+++ refs.bib\n@@ ")
    changed = [line for line in outcome.out.splitlines() if line[:1] in "+-"][2:]
    assert changed == ["-  year          = {2081},", "+  year          = {2018},"]
    assert path.read_text("utf-8") == old


def test_a_check_of_a_missing_file_is_a_finding(command: CommandLine, tmp_path: Path) -> None:
    outcome = command("export", "-o", "refs.bib", "--check")
    assert outcome == (1, "", "refs.bib: error: is missing\n")
    assert not list(tmp_path.iterdir())


def test_a_list_goes_between_the_markers_of_a_page(command: CommandLine, tmp_path: Path) -> None:
    page = tmp_path / "README.md"
    page.write_text(PAGE, encoding="utf-8")
    outcome = command("export", "--list", "course", "--into", "README.md")
    assert (outcome.code, outcome.out) == (0, "")
    text = page.read_text("utf-8")
    assert text.startswith("# Mine\n\n<!-- mlsysbib:begin course -->\n\nRead before class;")
    assert re.findall(r"^# .*", text, re.MULTILINE) == ["# Mine"]
    assert "\n## Week 1: Training\n" in text
    assert text.endswith("<!-- mlsysbib:end course -->\nAfter.\n")
    assert "old" not in text.partition("After")[0].splitlines()
    check = command("export", "--list", "course", "--into", "README.md", "--check")
    assert check == (0, "", "")


def test_a_list_stands_below_the_heading_of_its_markers(
    command: CommandLine, tmp_path: Path
) -> None:
    page = tmp_path / "README.md"
    page.write_text(PAGE.replace("# Mine\n", "# Mine\n\n## Reading\n"), encoding="utf-8")
    assert command("export", "--list", "course", "--into", "README.md").code == 0
    text = page.read_text("utf-8")
    assert "\n### Week 1: Training\n" in text
    assert "\n#### Further reading\n" in text
    assert command("export", "--list", "course", "--into", "README.md", "--check").code == 0


def test_a_page_that_is_not_up_to_date_is_shown_and_left(
    command: CommandLine, tmp_path: Path
) -> None:
    (tmp_path / "README.md").write_text(PAGE, encoding="utf-8")
    outcome = command("export", "--list", "course", "--into", "README.md", "--check")
    assert (outcome.code, outcome.err) == (1, "README.md: error: is not up to date\n")
    assert "\n-old\n" in outcome.out
    assert (tmp_path / "README.md").read_text("utf-8") == PAGE


def test_what_no_list_is_asked_for_goes_between_the_markers_of_all(
    command: CommandLine, tmp_path: Path
) -> None:
    page = PAGE.replace("course", "all")
    (tmp_path / "README.md").write_text(page, encoding="utf-8")
    assert command("export", "vllm", "--into", "README.md").code == 0
    assert "PagedAttention" in (tmp_path / "README.md").read_text("utf-8")


def test_a_page_without_its_markers_is_named_and_left(command: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(PAGE, encoding="utf-8")
    outcome = command("export", "--into", "README.md")
    assert outcome.code == 2
    assert outcome.err.startswith("error: README.md: needed, each on a line of its own and once:")
    assert (tmp_path / "README.md").read_text("utf-8") == PAGE


def test_the_bib_of_a_list_stands_beside_it_in_key_order(
    command: CommandLine, tmp_path: Path
) -> None:
    outcome = command("export", "--list", "course", "-o", "list.md", "--bib", "list.bib")
    assert outcome == (0, "", "list.md: 13 entries\nlist.bib: 13 entries\n")
    text = (tmp_path / "list.bib").read_text("utf-8")
    keys = [line.partition("{")[2] for line in text.splitlines() if line.startswith("@")]
    assert keys == sorted(keys)
    assert len(keys) == 13
    again = ("export", "--list", "course", "-o", "list.md", "--bib", "list.bib", "--check")
    assert command(*again) == (0, "", "")
    (tmp_path / "list.bib").unlink()
    assert command(*again) == (1, "", "list.bib: error: is missing\n")


def test_the_bib_is_for_the_target_that_is_asked_for(command: CommandLine, tmp_path: Path) -> None:
    command("export", "venue:sosp", "--for", "acm", "-o", "a.bib", "--bib", "b.bib")
    command("export", "venue:sosp", "-f", "csl-json", "-o", "c.json", "--bib", "d.bib")
    assert (tmp_path / "a.bib").read_bytes() == (tmp_path / "b.bib").read_bytes()
    assert "  address       = {Koblenz, Germany},\n" in (tmp_path / "d.bib").read_text("utf-8")
    assert len(json.loads((tmp_path / "c.json").read_text("utf-8"))) == 1


def test_a_page_links_the_bib_that_stands_beside_it(command: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "public" / "data").mkdir(parents=True)
    arguments = ("export", "--list", "course", "-o", "public/index.html")
    bib = ("--bib", "public/data/a list.bib")
    assert command(*arguments, *bib) == (
        0,
        "",
        "public/index.html: 13 entries\npublic/data/a list.bib: 13 entries\n",
    )
    page = (tmp_path / "public" / "index.html").read_text("utf-8")
    assert '<a href="data/a%20list.bib" download>' in page
    assert command(*arguments, *bib, "--check") == (0, "", "")
    command(*arguments)
    assert " download>" not in (tmp_path / "public" / "index.html").read_text("utf-8")


def test_the_suffix_says_that_a_page_is_wanted(command: CommandLine, tmp_path: Path) -> None:
    command("export", "venue:sosp", "--group-by", "venue", "-o", "a.html")
    page = (tmp_path / "a.html").read_text("utf-8")
    assert page == command("export", "venue:sosp", "--group-by", "venue", "--for", "page").out
    assert page.startswith("<!DOCTYPE html>\n")
    assert '<h2 id="sosp"' in page


def test_a_link_keeps_pointing_to_the_file_that_is_written(
    command: CommandLine, tmp_path: Path
) -> None:
    (tmp_path / "real.bib").write_text("old", encoding="utf-8")
    (tmp_path / "link.bib").symlink_to("real.bib")
    command("export", "vllm", "-o", "link.bib")
    assert (tmp_path / "link.bib").is_symlink()
    assert "kwon2023efficient" in (tmp_path / "real.bib").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--check"], "--check needs -o FILE or --into FILE to compare with"),
        (["-o", "a.md", "--into", "b.md"], "-o and --into exclude each other"),
        (["-f", "markdown", "-o", "l.md", "--bib", "./l.md"], "-o and --bib name one file"),
        (
            ["--key-pattern", "[auth]", "--key-map", "a.tsv"],
            "--key-pattern and --key-map exclude each other",
        ),
        (["-f", "html", "--into", "b.md"], "--into puts a part into a page, and HTML is"),
        (["--list", "course", "--keys-from", "-"], "--list, --cited-in and --keys-from exclude"),
        (["--list", "course", "--cited-in", "a.aux"], "--list, --cited-in and --keys-from exclude"),
        (["-f", "bibtex", "--for", "pandoc"], "format bibtex is for natbib, plain,"),
        (["--max-authors", "0"], "'0' is not N or N,K with 0 < K <= N"),
        (["--max-authors", "2,3"], "'2,3' is not N or N,K with 0 < K <= N"),
        (["--max-authors", "many"], "'many' is not N or N,K with 0 < K <= N"),
    ],
)
def test_options_that_contradict_each_other_are_a_usage_error(
    arguments: list[str], message: str, command: CommandLine, tmp_path: Path
) -> None:
    outcome = command("export", *arguments)
    assert (outcome.code, outcome.out) == (2, "")
    assert message in outcome.err
    assert not list(tmp_path.iterdir())
