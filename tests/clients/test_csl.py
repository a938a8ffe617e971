"""CSL-JSON is what the schema of CSL 1.0.2 says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from clients.exporting import export
from clients.hard_entries import hard_library
from mlsysbib.model.library import Library

_TEXT = {"type": "string", "minLength": 1}
_NAME = {
    "oneOf": [
        {
            "type": "object",
            "required": ["family"],
            "properties": dict.fromkeys(
                ("family", "given", "non-dropping-particle", "suffix"), _TEXT
            ),
            "additionalProperties": False,
        },
        {
            "type": "object",
            "required": ["literal"],
            "properties": {"literal": _TEXT},
            "additionalProperties": False,
        },
    ]
}
_DATE = {
    "type": "object",
    "required": ["date-parts"],
    "properties": {
        "date-parts": {
            "type": "array",
            "minItems": 1,
            "maxItems": 2,
            "items": {
                "type": "array",
                "prefixItems": [
                    {"type": "integer", "minimum": 1800},
                    {"type": "integer", "minimum": 1, "maximum": 12},
                    {"type": "integer", "minimum": 1, "maximum": 31},
                ],
                "minItems": 1,
                "items": False,
            },
        }
    },
    "additionalProperties": False,
}
_TEXTS = """id citation-key title container-title collection-title event-title event-place publisher
publisher-place volume issue number page ISSN ISBN DOI URL keyword""".split()
_TYPES = """article article-journal article-magazine article-newspaper bill book broadcast chapter
classic collection dataset document entry entry-dictionary entry-encyclopedia event figure graphic
hearing interview legal_case legislation manuscript map motion_picture musical_score pamphlet
paper-conference patent performance periodical personal_communication post post-weblog regulation
report review review-book software song speech standard thesis treaty webpage""".split()
# What we write, of all that the schema allows: stricter, and there without a network.
_OURS = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["id", "citation-key", "type", "title", "issued"],
        "properties": {
            **dict.fromkeys(_TEXTS, _TEXT),
            "type": {"enum": _TYPES},
            "author": {"type": "array", "minItems": 1, "items": _NAME},
            "issued": _DATE,
            "event-date": _DATE,
        },
        "additionalProperties": False,
    },
}


@pytest.fixture(params=["published", "preprint", "both"])
def version(request: pytest.FixtureRequest) -> str:
    chosen: str = request.param
    return chosen


@pytest.fixture(params=["shipped", "hard"])
def exported(request: pytest.FixtureRequest, library: Library, version: str) -> Any:  # noqa: ANN401
    chosen = library if request.param == "shipped" else hard_library()
    return json.loads(export(chosen, "pandoc", version=version))


def test_items_are_of_the_form_that_csl_defines(exported: Any) -> None:  # noqa: ANN401
    jsonschema.Draft202012Validator(_OURS).validate(exported)
    keys = [item["id"] for item in exported]
    assert len(set(keys)) == len(keys)
    assert keys == [item["citation-key"] for item in exported]


def test_the_schema_of_csl_itself_is_met(exported: Any, shared: Path) -> None:  # noqa: ANN401
    path = shared / "clients" / "csl-data.json"
    if not path.exists():
        pytest.skip(f"no schema of CSL in {path}")
    jsonschema.Draft7Validator(json.loads(path.read_text("utf-8"))).validate(exported)
