"""BibTeX and BibLaTeX as people write them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mlsysbib.formats.base import entries_of, problems_of
from mlsysbib.formats.bibtex.names import read_names
from mlsysbib.formats.bibtex.reader import load
from mlsysbib.formats.bibtex.titles import read_title
from mlsysbib.model.entry import Entry, Published
from mlsysbib.model.names import Person
from mlsysbib.text.markup import parse_markup, plain_text


def read(text: str) -> Entry:
    imported = load(text)
    assert [problem for problem in problems_of(imported) if problem.level == "error"] == []
    (entry,) = entries_of(imported)
    return entry


def misc(fields: str, type_: str = "misc") -> Entry:
    return read(f"@{type_}{{k, title = {{T}}, {fields}}}")


def published(fields: str, type_: str = "article") -> Published:
    found = misc(f"journal = {{J}}, booktitle = {{B}}, {fields}", type_).published
    assert found is not None
    return found


def rules(text: str) -> list[str]:
    return [problem.rule for problem in problems_of(load(text))]


def test_a_paper() -> None:
    text = """
@inproceedings{kwon2023,
  author    = {Kwon, Woosuk and Zhuohan Li},
  title     = {Efficient Memory Management with {PagedAttention}},
  booktitle = {Proceedings of the 29th {SOSP}},
  year = 2023, month = oct, pages = {611--626},
  doi = {https://doi.org/10.1145/3600006.3613165},
  url = {https://dl.acm.org/x},
  isbn = {979-8-4007-0229-7}, publisher = {ACM}, address = {New York}, keywords = {a, b},
}"""
    assert read(text) == Entry(
        key="kwon2023",
        title="Efficient Memory Management with {PagedAttention}",
        authors=("Kwon, Woosuk", "Li, Zhuohan"),
        published=Published(
            container_title="Proceedings of the 29th SOSP",
            year=2023,
            month=10,
            pages="611-626",
            doi="10.1145/3600006.3613165",
            url="https://dl.acm.org/x",
            isbn="979-8-4007-0229-7",
            publisher="ACM",
            place="New York",
        ),
        keywords=("a", "b"),
    )
    assert [one.line for one in load(text)] == [2]


ARXIV = [
    "journal = {arXiv preprint arXiv:1706.03762}, year = 2017",
    "journal = {CoRR}, volume = {abs/1706.03762}, year = 2017",
    "journal = {ArXiv}, volume = {abs/1706.03762}, year = 2017",
    "eprint = {1706.03762}, archivePrefix = {arXiv}, year = 2017",
    "eprint = {1706.03762v5}, eprinttype = {arxiv}, date = {2017-06-12}",
    "eprint = {arXiv:1706.03762}",
    "howpublished = {arXiv preprint arXiv:1706.03762}, year = 2017",
    "note = {arXiv:1706.03762}, year = 2017",
    "url = {https://arxiv.org/abs/1706.03762v2}, year = 2017",
    "url = {http://arxiv.org/pdf/1706.03762.pdf}, year = 2017",
    "howpublished = {\\url{https://arxiv.org/abs/1706.03762}}, year = 2017",
    "doi = {10.48550/arXiv.1706.03762}, publisher = {arXiv}, year = 2017",
    "journal = {arXiv}, pages = {arXiv--1706.03762}, year = 2017",
    "number = {arXiv:1706.03762}, institution = {arXiv}, year = 2017",
]


@pytest.mark.parametrize("fields", ARXIV)
@pytest.mark.parametrize("type_", ["misc", "article", "online", "unpublished"])
def test_an_arxiv_paper_however_it_is_written(fields: str, type_: str) -> None:
    entry = misc(fields, type_)
    assert entry.arxiv is not None
    assert (entry.arxiv.id, entry.published, entry.preprint, entry.type) == (
        "1706.03762",
        None,
        None,
        "",
    )


@pytest.mark.parametrize(
    ("fields", "class_"),
    [
        ("eprint = {1706.03762}, primaryClass = {cs.CL}", "cs.CL"),
        ("eprint = {1706.03762}, archiveprefix = {arXiv}, eprintclass = {cs.CL}", "cs.CL"),
        ("note = {arXiv:1706.03762 [cs, stat]}", "cs"),
        ("journal = {arXiv:1706.03762 [cs.CL]}", "cs.CL"),
    ],
)
def test_the_class_of_an_arxiv_paper(fields: str, class_: str) -> None:
    entry = misc(fields)
    assert entry.arxiv is not None
    assert entry.arxiv.class_ == class_


def test_old_identifiers_have_their_archive() -> None:
    entry = misc("journal = {arXiv:quant-ph/0502072}")
    assert entry.arxiv is not None
    assert entry.arxiv.id == "quant-ph/0502072"


def test_a_published_paper_keeps_its_preprint() -> None:
    entry = misc("booktitle = {SOSP}, year = 2023, eprint = {2309.06180}", "inproceedings")
    assert entry.arxiv is not None
    assert entry.published is not None
    assert (entry.arxiv.id, entry.published.container_title) == ("2309.06180", "SOSP")


@pytest.mark.parametrize(
    ("fields", "server", "id_"),
    [
        ("journal = {bioRxiv}, year = 2020, doi = {10.1101/400515}", "bioRxiv", ""),
        ("journal = {SSRN Electronic Journal}, year = 2020", "SSRN", ""),
        ("howpublished = {Available at SSRN 4350925}, year = 2020", "SSRN", "4350925"),
        ("eprint = {hal-01234}, eprinttype = {hal}, year = 2020", "HAL", "hal-01234"),
        ("journal = {arXiv preprint}, year = 2020", "arXiv", ""),
    ],
)
def test_other_servers(fields: str, server: str, id_: str) -> None:
    entry = misc(fields, "article")
    assert entry.published is None
    assert entry.preprint is not None
    assert (entry.preprint.server, entry.preprint.id, entry.preprint.year) == (server, id_, 2020)


@pytest.mark.parametrize(
    ("type_", "fields", "stored", "container"),
    [
        ("article", "journal = {J}", "article", "J"),
        ("article", "journaltitle = {J}, journalsubtitle = {S}", "article", "J: S"),
        ("conference", "booktitle = {B}", "", "B"),
        ("inproceedings", "journal = {B}", "", "B"),
        ("inproceedings", "series = {ICML '17}", "", "ICML '17"),
        ("phdthesis", "school = {MIT}", "thesis", "MIT"),
        ("mastersthesis", "school = {MIT}", "thesis", "MIT"),
        ("thesis", "institution = {MIT}", "thesis", "MIT"),
        ("techreport", "institution = {UCB}", "report", "UCB"),
        ("manual", "organization = {NVIDIA}", "report", "NVIDIA"),
        ("book", "publisher = {P}", "book", ""),
        ("proceedings", "publisher = {P}", "book", ""),
        ("incollection", "booktitle = {B}", "chapter", "B"),
        ("inbook", "booktitle = {B}", "chapter", "B"),
        ("dataset", "publisher = {Zenodo}", "dataset", "Zenodo"),
        ("software", "url = {https://a.b}", "software", ""),
        ("misc", "howpublished = {Blog post}", "web", "Blog post"),
        ("misc", "howpublished = {\\url{https://a.b/c}}", "web", ""),
        ("misc", "howpublished = {\\url{https://a.b/c}, accessed 2020-01-01}", "web", ""),
        ("online", "url = {https://github.com/x/y}", "software", ""),
        ("misc", "journal = {Nature}", "article", "Nature"),
        ("aarticle", "journal = {Nature}", "article", "Nature"),
        ("inproceeding", "booktitle = {B}", "", "B"),
    ],
)
def test_types_and_containers(type_: str, fields: str, stored: str, container: str) -> None:
    entry = misc(f"{fields}, year = 2020", type_)
    assert entry.published is not None
    assert (entry.type, entry.published.container_title) == (stored, container)


@pytest.mark.parametrize(
    ("written", "pages", "article"),
    [
        ("pages = {1--15}", "1-15", ""),
        ("pages = {1 – 15}", "1-15", ""),
        ("pages = {1-15}", "1-15", ""),
        ("pages = {1---15}", "1-15", ""),
        (r"pages = {1\textendash15}", "1-15", ""),
        ("pages = 386", "386", ""),
        ("pages = {e48--e48}", "e48", ""),
        ("pages = {pp. 3--4}", "3-4", ""),
        ("pages = {1--3, 7--9}", "1-3, 7-9", ""),
        ("pages = {No Pagination Specified-No Pagination Specified}", "", ""),
        ("pages = {58:1--58:15}", "1-15", "58"),
        ("articleno = {58}, numpages = {15}", "1-15", "58"),
        ("eid = {58}, pages = {1--15}", "1-15", "58"),
        ("note = {Article 58}", "", "58"),
    ],
)
def test_pages_and_articles(written: str, pages: str, article: str) -> None:
    found = published(f"{written}, year = 2020")
    assert (found.pages, found.article) == (pages, article)


@pytest.mark.parametrize(
    ("written", "year", "month"),
    [
        ("year = 2020, month = sep", 2020, 9),
        ("year = {2020}, month = {September}", 2020, 9),
        ("year = {2020}, month = {Sept.}", 2020, 9),
        ("year = {2020}, month = {09}", 2020, 9),
        ("year = 2020, month = 9", 2020, 9),
        ('year = 2020, month = "1~" # sep', 2020, 9),
        ('year = 2020, month = sep # "/" # oct', 2020, 9),
        ("date = {2020-09-12}", 2020, 9),
        ("date = {2020-09/2021-01}", 2020, 9),
        ("date = {2020}", 2020, None),
        ("year = {c. 2020a}", 2020, None),
        ("year = 2020, month = {Spring}", 2020, None),
    ],
)
def test_dates(written: str, year: int, month: int | None) -> None:
    found = published(written)
    assert (found.year, found.month) == (year, month)


@pytest.mark.parametrize(
    ("fields", "doi", "url"),
    [
        ("doi = {10.1/x}", "", ""),
        ("doi = {10.1145/1.2}", "10.1145/1.2", ""),
        ("doi = {http://dx.doi.org/10.1145/1.2}", "10.1145/1.2", ""),
        ("doi = {DOI: 10.1145/1.2.}", "10.1145/1.2", ""),
        (r"doi = {10.1007/978\_3}", "10.1007/978_3", ""),
        ("url = {https://doi.org/10.1145/1.2}", "10.1145/1.2", ""),
        (r"url = {https://a.b/c\_d\%20e}", "", "https://a.b/c_d%20e"),
        (r"url = {https://a.b/{\textasciitilde}c}", "", "https://a.b/~c"),
        (r"url = {https://a.b/$\sim$c}", "", "https://a.b/~c"),
        (r"url = {\url{https://a.b/c}}", "", "https://a.b/c"),
        ("note = {See https://a.b/c.}", "", "https://a.b/c"),
    ],
)
def test_identifiers(fields: str, doi: str, url: str) -> None:
    found = published(f"{fields}, year = 2020")
    assert (found.doi, found.url) == (doi, url)


@pytest.mark.parametrize(
    ("latex", "title"),
    [
        ("A {GPU} and {FlashAttention}", "A {GPU} and {FlashAttention}"),
        ("{{GPU}}s for {{Doped GaN}}", "{GPU}s for {Doped GaN}"),
        ("{A} {T}ensor{F}low", "{A} {T}ensor{F}low"),
        ("{{Serving with {vLLM} and PagedAttention}}", "Serving with {vLLM} and {PagedAttention}"),
        ("{{DEEP LEARNING}}", "DEEP LEARNING"),
        ("{BERT}", "{BERT}"),
        (r"Schr{\"o}dinger's {\'E}tude {{\'E}cole}", "Schrödinger's Étude {École}"),
        (r"{\emph{in vivo}} \emph{in vitro} {\em in silico}", "{in vivo} {in vitro} in silico"),
        (r"In $O(n \log n)$ {$x^2$} $$y_1$$ \(z^3\)", r"In $O(n \log n)$ $x^2$ $y_1$ $z^3$"),
        (r"$\mu$s, {$\alpha$}-$\beta$, \ensuremath{\gamma}", "μs, α-β, γ"),
        (r"R\&D, 50\%, \$5 and $5", r"R&D, 50%, \$5 and \$5"),
        ("R&amp;D, R\\&amp;D", "R&D, R&D"),
        ("H<sub>2</sub>O, <i>x</i> &lt;b&gt;y&lt;/b&gt;", "H₂O, x y"),
        (r"{\textless}i{\textgreater}x{\textless}/i{\textgreater}", "x"),
        (r"a $\{$USENIX$\}$ b", "a {USENIX} b"),
        ("``Why?'' -- a\n  study~b", "“Why?” – a study b"),
        (r"pre\-{C}olumbian", "pre{C}olumbian"),
        (r"\foo{bar} x", r"\\foo\{bar\} x"),
        ("{unbalanced", "unbalanced"),
        ("unbalanced}", "unbalanced"),
        ("{} {{}}", ""),
    ],
)
def test_titles(latex: str, title: str) -> None:
    assert read_title(latex) == title


@given(st.text(r"""\{}$~`'^"-.=abc& <i>1é""", max_size=30))
def test_every_title_is_well_formed(latex: str) -> None:
    title = read_title(latex)
    parse_markup(title)
    assert title == " ".join(title.split())


@pytest.mark.parametrize(
    ("latex", "names"),
    [
        ("Kwon, Woosuk and Zhuohan Li", ("Kwon, Woosuk", "Li, Zhuohan")),
        ("Jan van der Berg AND de Roo, Jr., J.", ("van der Berg, Jan", "de Roo, Jr., J.")),
        ("{DeepSeek-AI} and {{Foo and Bar, Inc.}}", ("{DeepSeek-AI}", "{Foo and Bar, Inc.}")),
        ("OpenAI", ("{OpenAI}",)),
        ("Plato", ("Plato",)),
        ("Team, Gemini and Olmo, Team", ("{Gemini Team}", "{Team Olmo}")),
        ("Foo, Inc.", ("{Foo, Inc.}",)),
        ("Lei Wang 0001 and Wang 0002, Yi", ("Wang, Lei", "Wang, Yi")),
        ("Oord, Aaron van den", ("van den Oord, Aaron",)),
        ("Vega, Ana de las", ("de las Vega, Ana",)),
        ("Vega, Ana Ruiz y and Silva, Rui e", ("Ruiz y Vega, Ana", "Silva, Rui e")),
        (r"{\L}ukasz Kaiser and Mart{\'\i}n Abadi", ("Kaiser, Łukasz", "Abadi, Martín")),
        (r"Nguy{\~{\^e}}n, A. and Dezs\H o Nagy", ("Nguyễn, A.", "Nagy, Dezső")),
        ("{\\'E}. Galois", ("Galois, É.",)),
        ("King, Martin Luther, Jr.", ("King, Jr., Martin Luther",)),
        ("Smith, J., Jones, A., Doe, B.", ("Smith, J.", "Jones, A.", "Doe, B.")),
        ("Alice Brown, Carol Davis, Eve Fox", ("Brown, Alice", "Davis, Carol", "Fox, Eve")),
        ("Smith, John; Doe, Jane", ("Smith, John", "Doe, Jane")),
        ("M&uuml;ller, K.", ("Müller, K.",)),
        ("Kwon, Woosuk and", ("Kwon, Woosuk",)),
        (",", ()),
        ("", ()),
    ],
)  # fmt: skip
def test_names(latex: str, names: tuple[str, ...]) -> None:
    found = read_names(latex)
    assert (found.names, found.is_cut) == (names, False)


def test_braces_keep_a_family_name_whole() -> None:
    (name,) = read_names("{van den Oord}, Aaron").names
    assert name == Person("van den Oord", "Aaron")


@pytest.mark.parametrize(
    "latex",
    ["Kwon, W. and others", "Kwon, W. and et al.", "Kwon, W. et al.", "Kwon, W. and {others}"],
)
def test_names_that_are_cut(latex: str) -> None:
    found = read_names(latex)
    assert (found.names, found.is_cut) == (("Kwon, W.",), True)


def test_macros_and_concatenation() -> None:
    text = """@STRING{sosp = "Symposium on " # os}
@string(os = {Operating Systems})
@inproceedings{k, title = "A " # {B}, booktitle = SOSP # { 2023}, year = 2 # 023}"""
    entry = read(text.replace("2 # 023", "2023"))
    assert entry.published is not None
    assert entry.published.container_title == "Symposium on os 2023"
    assert entry.title == "A B"
    assert rules("@misc{k, title = {T}, howpublished = osdi, year = 2020}") == ["string-undefined"]


@pytest.mark.parametrize(
    ("title", "named"),
    [
        (r"The \sysname{} of \names{Go}", [r"\sysname and \names in title"]),
        (r"{\sysname}: \emph{A} \\ $x\frob$ of \$5 \frob", [r"\sysname and \frob in title"]),
        (r"{A} \\ $x\frob$ of \$5", []),
        (r"\$5 \sysname \$6", [r"\sysname in title"]),
        (r"\input{secret} \uppercase{a}", [r"\input in title"]),
        (r"{\L}\'odz \v{Z}i\v zkov \t{oo} \polhk{a} \aa b", []),
        (r"\(\frob\) \textsc{x} \LaTeX{} \& \TeX", []),
        (r"\href{https://example.org}{A} \texorpdfstring{B}{C} \textmu s", []),
    ],
)
def test_a_command_that_nothing_knows_is_named_and_kept(title: str, named: list[str]) -> None:
    (read,) = load(f"@misc{{k,\n title = {{{title}}},\n year = 2020}}")
    found = [problem for problem in read.problems if problem.rule == "command-unknown"]
    assert [problem.text for problem in found] == [
        f"k: {one}: no command that is known" for one in named
    ]
    assert all(problem.line == 2 for problem in found)
    assert read.entry
    assert all(name in plain_text(read.entry.title) for name in _COMMANDS.findall("".join(named)))


_COMMANDS = re.compile(r"\\[a-z]+")


def test_a_command_of_the_preamble_is_known() -> None:
    text = r"@preamble{{\newcommand{\sysname}{Orca}}} @misc{k, title = {\sysname{}}, year = 2020}"
    assert rules(text) == []


@pytest.mark.parametrize(
    ("names", "is_doubtful"),
    [
        ("Anna Lindt, Bo Ek and Cy Dahl", True),
        ("Lindt, Anna and Cy Dahl", False),
        ("Garcia Lopez, Juan Carlos and Dahl, Cy", False),
        ("van Lindt, Bo Ek and Cy Dahl", False),
        ("A. Lindt, B. Ek, and C. Dahl", False),
    ],
)
def test_a_name_that_may_be_two_is_said(names: str, *, is_doubtful: bool) -> None:
    found = rules(f"@misc{{k, title = {{T}}, author = {{{names}}}, year = 2020}}")
    assert found == (["name-several"] if is_doubtful else [])


def test_an_undefined_macro_stands_for_itself() -> None:
    entry = misc("booktitle = osdi, year = 2020", "inproceedings")
    assert entry.published is not None
    assert entry.published.container_title == "osdi"


def test_inheritance_by_crossref() -> None:
    text = """@inproceedings{part, title = {Part}, crossref = {WHOLE}, pages = {1--2}}
@proceedings{whole, title = {Proc. of X}, year = 2020, doi = {10.1145/1}, isbn = {0-201-62427-3}}"""
    part, whole = entries_of(load(text))
    assert part.published == Published(
        container_title="Proc. of X", year=2020, pages="1-2", isbn="0-201-62427-3"
    )
    assert (whole.title, whole.type) == ("Proc. of X", "book")
    assert rules("@misc{a, title = {T}, year = 2020, crossref = {b}}") == ["crossref-unknown"]


def test_inheritance_by_xdata_and_circles() -> None:
    text = """@xdata{x, journal = {J}, year = 2020, xdata = {x}}
@article{a, title = {T}, xdata = {x}}"""
    imported = load(text)
    assert problems_of(imported) == ()
    assert [entry.year for entry in entries_of(imported)] == [2020]


def test_a_circle_of_crossrefs_ends_where_it_began() -> None:
    fields = {key: f"@book{{{key}, title = {{{key.upper()}}}, " for key in "abc"}
    text = (
        f"{fields['a']} crossref = {{b}}}}\n"
        f"{fields['b']} crossref = {{c}}, volume = {{7}}}}\n"
        f"{fields['c']} crossref = {{a}}, year = 2020}}\n"
        "@incollection{part, title = {Part}, crossref = {a}}\n"
    )
    part = entries_of(load(text))[-1]
    assert part.published == Published(container_title="A", year=2020, volume="7")


def test_a_key_that_is_missing_is_told_once_however_many_name_it() -> None:
    text = """@xdata{x, xdata = {Nobody}} @xdata{y, year = 2020, xdata = {Nobody}}
@misc{a, title = {T}, xdata = {x, y, Nobody}}"""
    assert rules(text) == ["crossref-unknown"]


def test_what_is_missing_is_said_with_its_line() -> None:
    text = "% x\n@misc{a, year = 2020}\n@misc{b, title = {T}}\n@misc{c, title = {T}, year = 2020}\n"
    imported = load(text)
    assert [entry.key for entry in entries_of(imported)] == ["b", "c"]
    assert [(problem.line, problem.rule) for problem in problems_of(imported)] == [
        (2, "item-malformed"),
        (3, "year-missing"),
    ]


def test_a_broken_block_harms_no_other() -> None:
    text = "@misc{a, title = {T, year = 2020}\n\n@misc{b, title = {T}, year = 2020}\n"
    imported = load(text)
    assert [entry.key for entry in entries_of(imported)] == ["b"]
    assert [(problem.line, problem.rule) for problem in problems_of(imported)] == [
        (1, "block-broken")
    ]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("@misc{k\ntitle = {T}, year = 2020}", "syntax-slip"),
        ("@misc{k, title = {T}\nyear = 2020}", "syntax-slip"),
        ("@misc{k, title = {T}}, year = 2020}", "syntax-slip"),
        ("@misc{k, title = {T}, title = {U}, year = 2020}", "field-repeated"),
        ("@mis{k, title = {T}, year = 2020}", "type-unknown"),
        ("@article{k, title = {T}, year = 2020}", "venue-missing"),
        ("@misc{k, title = {T}, author = {A and others}, year = 2020}", "authors-cut"),
        ("@misc{k, title = {T}, doi = {fg6rf9}, year = 2020}", "doi-malformed"),
    ],
)
def test_slips_leave_an_entry_and_a_word(text: str, rule: str) -> None:
    imported = load(text)
    assert [entry.title for entry in entries_of(imported)] == ["T"]
    assert [problem.rule for problem in problems_of(imported)] == [rule]
    assert "error" not in {problem.level for problem in problems_of(imported)}


def test_keys_stand_as_written_and_repeated_ones_are_told() -> None:
    text = "".join(
        f"@misc{{{key}, title = {{T}}, year = 2020}}\n" for key in ("Doi:A/b_c", "x", "X", "", "")
    )
    imported = load(text)
    assert [entry.key for entry in entries_of(imported)] == ["Doi:A/b_c", "x", "X", "", ""]
    assert [(problem.line, problem.rule) for problem in problems_of(imported)] == [
        (3, "key-duplicate")
    ]


def test_byte_order_marks_and_line_ends() -> None:
    text = "\ufeff@misc{k,\r\n  title = {A\r\n  B},\r\n  year = 2020\r\n}\r\n"
    assert read(text).title == "A B"


MANY = 5000
CIRCLE = [f"x{i}" for i in range(60)]


@pytest.mark.parametrize(
    "text",
    [
        "@misc{k, title = {" + "{" * MANY + "T" + "}" * MANY + "}, year = 2020}",
        "@misc{k, title = {T}, author = {" + "{" * MANY + "A" + "}" * MANY + "}, year = 2020}",
        "@misc{k, title = {T}, year = " + "{} # " * MANY + "{2020}}",
        "@misc{k, title = {T}, crossref = {x0}, year = 2020}"
        + "".join(f"@book{{x{i}, title = {{T}}, crossref = {{x{i + 1}}}}}" for i in range(MANY)),
        "@string{x0 = {T}}"
        + "".join(f"@string{{x{i + 1} = x{i} # x{i}}}" for i in range(60))
        + "@misc{k, title = {T}, note = x60, year = 2020}",
        "".join(
            f"@book{{x{i}, title = {{T}}, year = 2020, xdata = {{{', '.join(CIRCLE)}}}}}"
            for i in range(len(CIRCLE))
        ),
    ],
    ids=["braces", "braces-of-name", "operands", "crossrefs", "macros", "circles"],
)
def test_nothing_costs_more_than_it_is_long(text: str) -> None:
    assert "T" in {entry.title.strip("{}") for entry in entries_of(load(text))}


PIECES = [*'@{}()",=#\\$~\n a1', "\n@article{k,", "author={", "title={", "year=2020", "},\n", "}\n"]


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join) | st.text(max_size=80))
def test_no_text_is_refused(text: str) -> None:
    load(text)
