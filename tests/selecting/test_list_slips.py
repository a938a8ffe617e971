"""What a list says that it did not mean: keys behind words, links without scheme."""

from __future__ import annotations

from pathlib import Path

import pytest

from command_line import CommandLine
from mlsysbib.model.library import Library
from mlsysbib.problems import Problem
from mlsysbib.selecting.reading_lists.resolve import resolve


def rules(text: str, library: Library) -> list[tuple[int, str]]:
    problems = resolve(text, library, "list.md").problems
    assert all(problem.level == "warning" for problem in problems)
    return [(problem.line, problem.rule) for problem in problems]


@pytest.mark.parametrize(
    "line",
    [
        "- **Required:** @kwon2023efficient",
        "- Kwon et al., @kwon2023vllm.",
        "1. see [@KWON2023efficient]",
        "- [@kwon2023efficient, p. 5]",
        "- [@kwon2023efficient; @nobody2020]",
        "* @bae2022l3 and @kwon2023efficient",
        "- (@kwon2023efficient)",
    ],
)
def test_a_key_that_does_not_begin_its_bullet_is_a_warning(line: str, toy: Library) -> None:
    assert rules(f"# A\n\n{line}\n", toy) == [(3, "key-misplaced")]


def test_a_line_that_belongs_to_a_bullet_is_looked_at_too(toy: Library) -> None:
    text = "- a bullet\n  with @bae2022l3\n\n  and @gao2018low\n\nProse with @bae2022l3.\n"
    assert rules(text, toy) == [(2, "key-misplaced"), (4, "key-misplaced")]


@pytest.mark.parametrize(
    "line",
    [
        "- @kwon2023efficient **required**",
        "- mail kwon@kwon2023efficient.org or me@bae2022l3",
        "- ask @nobody or @nobody2020some",
        "- `@kwon2023efficient` is a key, ``and ` @bae2022l3`` too",
        r"- \@kwon2023efficient",
        "- [page](https://example.org/@kwon2023efficient)",
        "Compare @kwon2023efficient.",
        "```\n- see @kwon2023efficient\n```",
    ],
)
def test_what_is_no_key_of_the_library_or_no_citation_is_left_alone(
    line: str, toy: Library
) -> None:
    assert rules(f"# A\n\n{line}\n", toy) == []


def test_a_misplaced_key_is_named_with_what_to_write(toy: Library) -> None:
    assert resolve("- see @Bae2022L3\n", toy, "list.md").problems == (
        Problem(
            "list.md",
            1,
            "key-misplaced",
            "the key @Bae2022L3 does not begin its bullet, and is printed as it is",
            "cite it in a bullet of its own: - @Bae2022L3, with the words behind it",
            "warning",
        ),
    )


@pytest.mark.parametrize(
    ("line", "address"),
    [
        ("- [w](www.example.org)", "www.example.org"),
        ("Prose [w](www.example.org/a.pdf 'title').", "www.example.org/a.pdf"),
        ("- @bae2022l3 [code](github.com/a/b)", "github.com/a/b"),
        ("## Week 1 [slides](<cs.example.edu/1>)", "cs.example.edu/1"),
        ("![plot](WWW.example.org/p.png)", "WWW.example.org/p.png"),
    ],
)
def test_a_link_to_a_host_without_scheme_is_a_warning(
    line: str, address: str, toy: Library
) -> None:
    (problem,) = resolve(f"\n{line}\n", toy, "list.md").problems
    assert (problem.line, problem.rule) == (2, "link-incomplete")
    assert problem.hint == f"write https://{address}"


@pytest.mark.parametrize(
    "line",
    [
        "- [w](https://www.example.org)",
        "- [w](slides/week-1.pdf) [x](../organisation/a.md) [y](#week-1) [z](/www.html)",
        "- [w](./www.example.org) [x](example.org.pdf) [y](mailto:a@example.org)",
        "- `[w](www.example.org)`",
    ],
)
def test_other_links_are_left_alone(line: str, toy: Library) -> None:
    assert rules(line, toy) == []


def test_problems_stand_in_the_order_of_their_lines(toy: Library) -> None:
    text = "- see @bae2022l3\n- @nobody2020\n- [w](www.example.org)\n"
    found = [problem.rule for problem in resolve(text, toy, "list.md").problems]
    assert found == ["key-misplaced", "key-unknown", "link-incomplete"]


def test_an_export_warns_with_file_and_line_and_ends_with_1(
    command: CommandLine, tmp_path: Path
) -> None:
    (tmp_path / "mine.md").write_text("- **Required:** @bae2022l3\n", encoding="utf-8")
    outcome = command("export", "--list", "mine.md", "-f", "markdown")
    assert outcome.code == 1
    assert outcome.out == "- **Required:** @bae2022l3\n"
    assert outcome.err.startswith("mine.md:1: warning: the key @bae2022l3 does not begin")
    assert "(key-misplaced)" in outcome.err
