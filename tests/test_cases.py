"""The small inputs after bug reports of other tools: each comes out with its right value.

MLSYSBIB_SHARED names the folder whose `cases` has them; what is right stands here.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mlsysbib.formats import FORMATS
from mlsysbib.formats.base import Options, entries_of, problems_of
from mlsysbib.formats.targets import TARGETS
from mlsysbib.model.library import Contents, Library
from mlsysbib.model.selection import flat
from mlsysbib.text.encodings import decode_bytes

READERS = {".bib": "bibtex", ".json": "csl-json", ".ris": "ris"}
# Folder/file: what its export as BibTeX says, blanks apart; a count is that of its references.
RIGHT: dict[str, tuple[int, tuple[str, ...]]] = {
    "bib-01-doi-in-double-braces/input.bib": (1, ("doi={10.9999/jcc.2021.0042}",)),
    "bib-01-doi-in-double-braces/more.bib": (
        4,
        ("doi={10.1000/abc}", "doi={10.1000/abd}", "doi={10.1000/abe}", "doi={10.1000/abf}"),
    ),
    "bib-05-carriage-return-line-ends/input.bib": (3, ()),
    "bib-05-carriage-return-line-ends/more1.bib": (2, ()),
    "bib-05-carriage-return-line-ends/more2.bib": (2, ()),
    "bib-05-carriage-return-line-ends/more3.bib": (2, ()),
    "bib-13-report-type-dropped/input.bib": (1, ("type={CMPSCITech.Rep.}",)),
    "bib-13-report-type-dropped/more.bib": (4, ("type={WhitePaper}", "@misc{r3", "@manual{r4")),
    "bib-14-scripts-of-several-characters/input.bib": (1, ("10{$^{-3}$}at10{$^{12}$}",)),
    "bib-14-scripts-of-several-characters/more.bib": (
        3,
        ("2{$^{10}$}", "10{$^{-6}$}", "x{$_{ij}$}"),
    ),
    "bib-15-crossref-html-as-less-greater/input.bib": (1, ("title={AnewspeciesofTachyoninCO",)),
    "bib-15-crossref-html-as-less-greater/more.bib": (
        3,
        ("SolitonsinN-Coupled", "OrderinRuOFilms"),
    ),
    "bib-15-crossref-html-as-less-greater/more.json": (1, ("SolitonsinN-Coupled",)),
    "bib-16-text-symbols-not-known/input.bib": (1, (r"FirmsOwe\$620Billion",)),
    "bib-16-text-symbols-not-known/more.bib": (4, (r"'snake\_case'", "LaTeX2eandBibTeX")),
    "bib-17-commands-with-an-argument/input.bib": (2, ("title={LinkedTitleof",)),
    "bib-17-commands-with-an-argument/more.bib": (3, ("ReadingEinTitelAloud", "OnRedandABC")),
    "bib-18-noopsort/input.bib": (1, ("vanHoorn}",)),
    "bib-18-noopsort/more.bib": (3, ("title={FirstVolume}", "year={1973}")),
    "bib-19-crossref-chain/input.bib": (3, ("booktitle={SecondVolume}", "author={Big,Author}")),
    "bib-19-crossref-chain/more.bib": (5, ("booktitle={ProcChain}", "author={Solo,Han}")),
    "bib-20-number-beside-issue/input.bib": (1, ("number={3}",)),
    "bib-21-hyphens-inside-pages/input.bib": (1, ("pages={C3-32--C3-35}",)),
    "bib-21-hyphens-inside-pages/more.bib": (3, ("{2-1--2-10}", "{LL16{-}04}", "{12{-}3}")),
    "bib-21-hyphens-inside-pages/more.ris": (1, ("{S-12--S-19}",)),
    "bib-22-ris-end-page-is-a-range/input.ris": (1, ("{12--15}",)),
    "bib-22-ris-end-page-is-a-range/more.ris": (3, ("{101--110}", "{e7--e9}", "{12--15}")),
    "bib-23-given-names-with-and/input.bib": (1, ("and}andMoss,Ada}",)),
    "bib-25-addresses-cut/input.bib": (2, ("title=Fund_of_Tides&oldid=159334561}",)),
    "bib-25-addresses-cut/more.bib": (5, ("a|b/c}", "Some%20File%201923.pdf", "x.ps.gz}")),
    "bib-26-unescaped-pages/input.bib": (1, (r"{12\&14}",)),
    "bib-26-unescaped-pages/more.bib": (2, (r"{e1\_2}", r"{7\#12}")),
    "bib-26-unescaped-pages/more.json": (2, ("%7B", r"{12\&14}")),
    "bib-27-at-sign-in-a-value/input.bib": (2, ()),
    "bib-27-at-sign-in-a-value/more.bib": (3, ()),
    "bib-28-old-and-uncertain-years/input.bib": (5, ("year={1763}",)),
    "bib-31-lists-of-names-with-commas/input.bib": (3, ("Lindt,A.andEk,B.andDahl,C.",)),
    "bib-33-date-over-month/input.bib": (1, ("year={2021},month=mar",)),
    "bib-60-arxiv-submit-id/submit.bib": (2, ()),
    "bib-61-vanishing/comma.bib": (2, ()),
    "bib-61-vanishing/cr.bib": (2, ()),
    "bib-61-vanishing/midline.bib": (1, ()),
    "bib-62-sici-dois/d.bib": (2, ("1<35::AID-PSSB35>3.0.CO;2-8}",)),
    "bib-62-sici-dois/m.bib": (2, (r"{$\Sigma$}{$\Delta$}", "berg,Johan")),
    "csl-C03/input.json": (1, ("title={Executiveinterview", "year={1998}")),
    "csl-C08/input.json": (1, ("origdate={1814}",)),
    "csl-C09/input.json": (1, ("PiercingofConsciousness",)),
    "csl-C18/input.json": (1, ("Bennett,Jr.,FrankG.",)),
    "ris-R01/input.ris": (1, ("year={2013},month=may",)),
    "ris-R02/input.ris": (1, ("journal={Time}",)),
    "ris-R06/input.ris": (2, ("title={Anotherone}",)),
    "ris-R14/input.ris": (2, ("title={Thenextone}",)),
    "zotero-1-import-drops-nocase/input.bib": (2, ("{BLAS-on-flash}:", "530B}")),
    "zotero-4-ris-tags/input.ris": (1, ("{BLAS-on-flash}:",)),
    "zotero-8-letter-macro-lost/input.bib": (11, (r"{\O}ystein", r"Kaiser,{\L}ukasz")),
}


@pytest.mark.parametrize("name", RIGHT)
def test_a_case_comes_out_right(name: str, shared: Path) -> None:
    path = shared / "cases" / name
    if not path.exists():
        pytest.skip(f"{name} is not among the cases")
    load = FORMATS[READERS[path.suffix]].load
    assert load is not None
    entries = entries_of(load(decode_bytes(path.read_bytes())[0]))
    count, parts = RIGHT[name]
    assert len(entries) >= count
    library = Library(Contents(root=""))
    options = Options(target=TARGETS["natbib"], links="both")
    # One by one, as references without keys are all one to a selection.
    text = "".join(FORMATS["bibtex"].dump(flat((one,)), library, options) for one in entries)
    bare = re.sub(r"\s+", "", text)
    assert [part for part in parts if part not in bare] == []
    assert text.replace(r"\{", "").count("{") == text.replace(r"\}", "").count("}")


def test_the_format_of_endnote_is_named(shared: Path) -> None:
    load = FORMATS["ris"].load
    assert load is not None
    path = shared / "cases" / "ris-R07" / "input.ris"
    (problem,) = problems_of(load(path.read_text("utf-8")))
    assert "EndNote" in problem.text
