from __future__ import annotations

import gc
import weakref
from pathlib import Path

import pytest

from built_site import build
from command_line import CommandLine, Program
from made_papers import WIDGETS, WIDGETS_PATH, files_of, made_library
from mlsysbib.model.library import Library
from mlsysbib.site.addresses import paper
from mlsysbib.site.making import Settings
from mlsysbib.site.manifest import NAME
from mlsysbib.site.site_files import plan_site
from mlsysbib.site.writing import File, write_site
from mlsysbib.store.reader import read_contents


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return made_library(tmp_path / "made")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return tmp_path / "public"


def test_a_second_build_writes_nothing(command: CommandLine, root: Path, site: Path) -> None:
    first = command("site", "build", "--library", root, "-o", site)
    assert (first.code, first.out) == (0, "")
    total = int(first.err.split(": ")[1].split()[0])
    assert first.err == f"{site}: {total} files: {total} written, 0 unchanged, 0 removed\n"
    times = {path: path.stat().st_mtime_ns for path in site.rglob("*")}
    again = command("site", "build", "--library", root, "-o", site)
    assert again.err == f"{site}: {total} files: 0 written, {total} unchanged, 0 removed\n"
    assert {path: path.stat().st_mtime_ns for path in site.rglob("*")} == times


def test_nothing_of_a_library_is_remembered_when_its_site_is_built(root: Path, site: Path) -> None:
    library = Library(read_contents(str(root)))
    build(library, site)
    known = weakref.ref(library)
    del library
    gc.collect()
    assert known() is None


def test_unchanged_pages_are_not_even_rendered(root: Path, site: Path) -> None:
    build(Library(read_contents(str(root))), site)

    def fail() -> bytes:
        raise AssertionError("rendered")

    plan = plan_site(Library(read_contents(str(root))), Settings())
    lazy = [File(file.path, file.digest, fail) for file in plan.files]
    assert write_site(lazy, str(site)).unchanged == len(lazy)


def test_a_change_touches_what_shows_it_and_nothing_else(root: Path, site: Path) -> None:
    build(Library(read_contents(str(root))), site)
    before = files_of(site)
    path = root / WIDGETS_PATH
    path.write_text(WIDGETS.replace("Widgets, Revisited", "Widgets, Seen Again"), "utf-8")
    outcome = write_site(plan_site(Library(read_contents(str(root))), Settings()).files, str(site))
    after = files_of(site)
    changed = {name for name in after if before.get(name) != after[name]} - {NAME}
    assert set(outcome.written) == changed
    assert {name for name in before if name not in after} == set(outcome.removed)
    shown = {name for name, content in after.items() if b"widgets, seen again" in content.lower()}
    assert shown <= changed
    # Beside these only what names the new data and the new references.
    assert changed - shown <= {"index.html", "references/shards.js"}
    assert "papers/yu2022orca.html" not in changed
    assert not any(b"Widgets, Revisited" in content for content in after.values())


def test_pages_that_are_no_longer_made_are_removed_and_nothing_else(root: Path, site: Path) -> None:
    build(Library(read_contents(str(root))), site)
    (site / "CNAME").write_text("example.org", "utf-8")
    (site / "papers" / "mine.html").write_text("mine", "utf-8")
    (root / WIDGETS_PATH).unlink()
    outcome = write_site(plan_site(Library(read_contents(str(root))), Settings()).files, str(site))
    assert "papers/roe2023widgets.html" in outcome.removed
    assert not (site / "papers/roe2023widgets.html").exists()
    assert (
        not (site / "years/2023.html").exists()
        or b"Widgets" not in (site / "years/2023.html").read_bytes()
    )
    assert (site / "CNAME").read_text("utf-8") == "example.org"
    assert (site / "papers/mine.html").read_text("utf-8") == "mine"


def test_what_was_lost_is_written_again(root: Path, site: Path) -> None:
    library = Library(read_contents(str(root)))
    build(library, site)
    before = files_of(site)
    (site / "index.html").write_text("cut", "utf-8")
    (site / "topics.html").unlink()
    outcome = write_site(plan_site(library, Settings()).files, str(site))
    assert set(outcome.written) == {"index.html", "topics.html"}
    assert files_of(site) == before


def test_two_builds_are_equal_to_the_byte_wherever_they_are_made(
    program: Program, root: Path, tmp_path: Path
) -> None:
    program.environment["MLSYSBIB_LIBRARY"] = str(root)
    for number in (1, 2):
        folder = tmp_path / f"from-{number}"
        folder.mkdir()
        program.folder = folder
        outcome = program.run(
            "site", "build", "-q", "-o", "public", PYTHONHASHSEED=str(number), LC_ALL="C"
        )
        assert outcome == (0, "", "")
    first, second = (files_of(tmp_path / f"from-{number}/public") for number in (1, 2))
    assert first == second
    assert not any(str(tmp_path).encode() in content for content in first.values())


def test_a_folder_of_others_is_refused(command: CommandLine, root: Path, site: Path) -> None:
    site.mkdir()
    (site / "thesis.tex").write_text("mine", "utf-8")
    refused = command("site", "build", "--library", root, "-o", site)
    assert refused.code == 2
    assert "thesis.tex" in refused.err
    assert "--force" in refused.err
    assert [path.name for path in site.iterdir()] == ["thesis.tex"]
    assert command("site", "build", "--library", root, "-o", site, "--force").code == 0
    assert (site / "thesis.tex").read_text("utf-8") == "mine"


def test_a_checkout_without_pages_is_nobodys(command: CommandLine, root: Path, site: Path) -> None:
    (site / ".git").mkdir(parents=True)
    assert command("site", "build", "--library", root, "-o", site).code == 0
    assert (site / ".git").is_dir()


def test_a_file_of_others_in_the_place_of_a_page_is_not_replaced(root: Path, site: Path) -> None:
    (site / ".git").mkdir(parents=True)
    library = Library(read_contents(str(root)))
    build(library, site)
    files = [file for file in plan_site(library, Settings()).files if file.path != "years.html"]
    write_site(files, str(site))
    (site / "years.html").write_text("mine", "utf-8")
    with pytest.raises(Exception, match="was not made by"):
        build(library, site)
    assert (site / "years.html").read_text("utf-8") == "mine"


@pytest.mark.parametrize("path", ["../secret.txt", "/etc/passwd", "a/../../b", "..\\x", ""])
def test_a_manifest_cannot_name_what_lies_outside(path: str, root: Path, site: Path) -> None:
    site.mkdir()
    secret = site.parent / "secret.txt"
    secret.write_text("mine", "utf-8")
    escaped = path.replace("\\", "\\\\")
    (site / NAME).write_text(f'{{"files":{{"{escaped}":["x",1]}},"format":1}}', "utf-8")
    with pytest.raises(Exception, match="not made by this program"):
        build(Library(read_contents(str(root))), site)
    assert secret.read_text("utf-8") == "mine"


def test_an_interrupted_build_leaves_the_old_site_and_is_taken_up(root: Path, site: Path) -> None:
    library = Library(read_contents(str(root)))
    plan = plan_site(library, Settings())

    def interrupted() -> bytes:
        raise KeyboardInterrupt

    half = [
        File(file.path, file.digest, interrupted if number == len(plan.files) // 2 else file.render)
        for number, file in enumerate(plan.files)
    ]
    with pytest.raises(KeyboardInterrupt):
        write_site(half, str(site))
    outcome = write_site(plan.files, str(site))
    assert 0 < len(outcome.written) < len(plan.files)
    assert files_of(site) == files_of(build(library, site.parent / "whole"))


def test_a_problem_of_the_library_leaves_the_site(
    command: CommandLine, root: Path, site: Path
) -> None:
    command("site", "build", "--library", root, "-o", site)
    before = files_of(site)
    (root / WIDGETS_PATH).write_text("title = 3\n", "utf-8")
    outcome = command("site", "build", "--library", root, "-o", site)
    assert outcome.code == 3
    assert f"{WIDGETS_PATH}:1" in outcome.err
    assert files_of(site) == before


def test_a_list_that_names_what_is_not_there_is_a_finding(
    command: CommandLine, root: Path, site: Path
) -> None:
    (root / "reading-lists/more.md").write_text("# More\n\n- @yu2022orka\n", "utf-8")
    outcome = command("site", "build", "--library", root, "-o", site)
    assert outcome.code == 1
    assert "reading-lists/more.md:3: error: unknown key 'yu2022orka'" in outcome.err
    assert (site / "lists/more.html").is_file()


def test_a_base_that_is_no_address_is_refused(command: CommandLine, site: Path) -> None:
    assert command("site", "build", "-o", site, "--base-url", "example.org").code == 2
    assert not site.exists()


def test_a_library_without_papers_has_a_site(command: CommandLine, tmp_path: Path) -> None:
    command("init", tmp_path / "empty")
    for path in (tmp_path / "empty/entries").rglob("*.toml"):
        path.unlink()
    assert command("site", "build", "--library", tmp_path / "empty", "-o", tmp_path / "s").code == 0
    assert "0 papers" in (tmp_path / "s/index.html").read_text("utf-8")


def test_the_page_of_a_file_that_has_moved_says_where_it_is(root: Path, site: Path) -> None:
    build(Library(read_contents(str(root))), site)
    moved = root / "entries" / "elsewhere" / Path(WIDGETS_PATH).name
    moved.parent.mkdir()
    (root / WIDGETS_PATH).rename(moved)
    write_site(plan_site(Library(read_contents(str(root))), Settings()).files, str(site))
    assert files_of(site) == files_of(build(Library(read_contents(str(root))), root.parent / "new"))
    assert moved.relative_to(root).as_posix().encode() in files_of(site)[paper(moved.stem)]


def test_two_sites_in_the_making_do_not_mix(root: Path, tmp_path: Path) -> None:
    first = plan_site(Library(read_contents(str(root))), Settings())
    other = made_library(tmp_path / "other")
    (other / "mlsysbib.toml").write_text('title = "The other one"\n')
    plan_site(Library(read_contents(str(other))), Settings())
    write_site(first.files, str(tmp_path / "public"))
    assert b"The other one" not in b"".join(files_of(tmp_path / "public").values())


def test_a_build_that_is_over_leaves_no_library_behind(root: Path, site: Path) -> None:
    library = Library(read_contents(str(root)))
    write_site(plan_site(library, Settings()).files, str(site))
    left = weakref.ref(library)
    del library
    gc.collect()
    assert left() is None
