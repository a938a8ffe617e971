"""What mkdocs does not do by itself: pages of the root, and links that leave docs/."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.structure.files import File, Files

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page

ROOT = Path(__file__).parent.parent
# Files of the root -> their pages.
PAGES = {"CHANGELOG.md": "changelog.md", "CONTRIBUTING.md": "contributing.md"}
_LINK = re.compile(r"(!?)\[([^\]]*)\]\(([^)\s]+)\)")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that GitHub looks for at the root."""
    for source, page in PAGES.items():
        text = _LINK.sub(
            lambda found: _from_root(*found.groups()), (ROOT / source).read_text("utf-8")
        )
        files.append(File.generated(config, page, content=text))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001  # the signature of mkdocs
    """Turn links to files of the repository that are no pages into their names."""
    depth = page.file.src_uri.count("/") + 1
    return _LINK.sub(lambda found: _within(*found.groups(), depth=depth), markdown)


def _from_root(image: str, text: str, target: str) -> str:
    """Return a link of a file at the root as it is from docs/."""
    if re.match(r"\w+:|#", target):
        return f"{image}[{text}]({target})"
    inside = target.removeprefix("docs/")
    return f"{image}[{text}]({inside if inside != target else '../' + target})"


def _within(image: str, text: str, target: str, *, depth: int) -> str:
    """Return a link that leads to a page, or what it says where there is none."""
    path, hash_, anchor = target.partition("#")
    outside = "../" * depth
    if not path.startswith(outside):
        return f"{image}[{text}]({target})"
    name = path.removeprefix(outside)
    if name in PAGES:
        return f"{image}[{text}]({'../' * (depth - 1)}{PAGES[name]}{hash_}{anchor})"
    return f"{text}" if name == text.strip("`") else f"{text} (`{name}`)"
