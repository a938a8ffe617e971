"""What the styles of BibTeX demand, and the words in which they miss it: one table of facts.

Found with bibtex 0.99d and the styles of TeX Live 2022, and those made of its merlin.mbs: each was
given entries of every type without up to three of their facts. tests/clients/test_predictions.py
does it again, and allows no difference.
"""

from __future__ import annotations

import msgspec

from mlsysbib.formats.bibtex.fields import Field
from mlsysbib.formats.targets import TARGETS


class Demand(msgspec.Struct, frozen=True):
    """A warning of some styles: of an entry that has the `given` fields and no `missing` one.

    `{}` in the warning is the citation key.
    """

    warning: str
    styles: frozenset[str]
    types: tuple[str, ...]
    missing: tuple[str, ...]
    given: tuple[str, ...] = ()


def _styles(*targets: str) -> frozenset[str]:
    return frozenset(style for name in targets for style in TARGETS[name].styles)


_ALL = _styles(*TARGETS)
_ACM = _styles("acm")
_NUM = frozenset({"elsarticle-num"})
# Those made with merlin.mbs say that a field is missing where the older ones say that it is empty.
_OLD = _styles("plain", "natbib", "acm") | _NUM
_MERLIN = _styles("springer", "acl")
_PAPERS = ("article", "inproceedings")

DEMANDS: tuple[Demand, ...] = (
    Demand(
        "empty author in {}", _ALL, ("incollection", "phdthesis", "techreport"), (Field.AUTHOR,)
    ),
    Demand("empty author in {}", _ALL - _ACM, ("article",), (Field.AUTHOR,)),
    Demand("empty author in {}", _ACM, ("misc",), (Field.AUTHOR,)),
    Demand("neither author and editor supplied for {}", _ACM, ("article",), (Field.AUTHOR,)),
    Demand("empty author and editor in {}", _ALL, ("book",), (Field.AUTHOR,)),
    Demand("empty booktitle in {}", _ALL, ("incollection", "inproceedings"), (Field.BOOKTITLE,)),
    Demand("empty publisher in {}", _OLD, ("book", "incollection"), (Field.PUBLISHER,)),
    Demand("empty publisher in {}", _ACM, ("inproceedings",), (Field.PUBLISHER,)),
    Demand("missing publisher in {}", _MERLIN, ("book", "incollection"), (Field.PUBLISHER,)),
    Demand("missing publisher in {}", _styles("ieee"), ("book",), (Field.PUBLISHER,)),
    Demand(
        "empty address in {}", _ACM, ("book", "incollection", "inproceedings"), (Field.ADDRESS,)
    ),
    Demand("empty school in {}", _OLD, ("phdthesis",), (Field.SCHOOL,)),
    Demand("missing school in {}", _ALL - _OLD, ("phdthesis",), (Field.SCHOOL,)),
    Demand("empty institution in {}", _OLD, ("techreport",), (Field.INSTITUTION,)),
    Demand("missing institution in {}", _ALL - _OLD, ("techreport",), (Field.INSTITUTION,)),
    Demand(
        "empty pages in {}", _styles("elsevier"), ("incollection", "inproceedings"), (Field.PAGES,)
    ),
    Demand(
        "page numbers missing in both pages and numpages fields in {}",
        _ACM,
        _PAPERS,
        (Field.PAGES, Field.NUMPAGES),
    ),
    Demand(
        "articleno or eid field, but no numpages field, in {}",
        _ACM,
        _PAPERS,
        (Field.NUMPAGES,),
        (Field.ARTICLENO,),
    ),
    Demand(
        "articleno or eid, but no pages or numpages field in {}",
        _ACM,
        _PAPERS,
        (Field.PAGES, Field.NUMPAGES),
        (Field.ARTICLENO,),
    ),
    Demand(
        "there's a number but no volume in {}",
        (_OLD - _ACM) | _MERLIN,
        ("article",),
        (Field.VOLUME,),
        (Field.NUMBER,),
    ),
    Demand(
        "unusual to have number, but no volume, for {}",
        _ACM,
        ("article",),
        (Field.VOLUME,),
        (Field.NUMBER,),
    ),
    Demand("no number and no volume in {}", _ACM, ("article",), (Field.VOLUME, Field.NUMBER)),
)
