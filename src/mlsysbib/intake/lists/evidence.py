"""How much a run of text looks like a title, a list of names, a date, a label."""

from __future__ import annotations

import re
from functools import cache

from mlsysbib.text.words import FUNCTION_WORDS, fold

# Hosts whose pages are papers.
_PAPER_HOST = re.compile(
    r"https?://(?:[\w-]+\.)*(?:arxiv\.org/|alphaxiv\.org/|doi\.org/|dl\.acm\.org/|"
    r"usenix\.org/(?:conference|system|legacy|event|publications)|openreview\.net/|"
    r"ieeexplore\.ieee\.org/|computer\.org/csdl|proceedings\.mlr\.press/|jmlr\.org/|vldb\.org/|"
    r"(?:proceedings|papers)\.(?:neurips\.cc|nips\.cc)/|papers\.nips\.cc/|"
    r"proceedings\.mlsys\.org/|aclanthology\.org/|aclweb\.org/anthology|aclanthology\.info/|"
    r"openaccess\.thecvf\.com/|link\.springer\.com/|sciencedirect\.com/|nature\.com/articles|"
    r"science\.org/doi|ojs\.aaai\.org/|aaai\.org/(?:ojs|papers|ocs)|ijcai\.org/|"
    r"onlinelibrary\.wiley\.com/|citeseerx?\.|semanticscholar\.org/|huggingface\.co/papers|"
    r"biorxiv\.org/|eprint\.iacr\.org/|hal\.(?:science|inria)|cidrdb\.org/|mlsys\.org/|"
    r"ndss-symposium\.org/|isca-speech\.org/|roboticsproceedings\.org/|mitpressjournals\.org/|"
    r"direct\.mit\.edu/|tandfonline\.com/|pnas\.org/|cv-foundation\.org/|iopscience\.iop\.org/|"
    r"ssrn\.com/|researchgate\.net/publication|dblp\.org/rec|techrxiv\.org/|mdpi\.com/)",
    re.IGNORECASE,
)
_PDF = re.compile(r"https?://\S+\.(?:pdf|ps|ps\.gz)(?:$|[?#])", re.IGNORECASE)
_OTHER_HOST = re.compile(
    r"https?://(?:[\w-]+\.)*(?:github\.(?:com|io)|gitlab\.com|youtube\.com|youtu\.be|medium\.com|"
    r"twitter\.com|x\.com|huggingface\.co|slideshare\.net|wikipedia\.org|bilibili\.com|zhihu\.com|"
    r"amazon\.com|amzn\.to|towardsdatascience\.com|substack\.com|reddit\.com|linkedin\.com|"
    r"colab\.research\.google\.com|docs\.google\.com|coursera\.org|blog\.\w+|kaggle\.com)(?:/|$)"
    r"|https?://\S*/blogs?(?:/|$)|https?://(?:eng|engineering|blog|blogs|techblog|docs)\.",
    re.IGNORECASE,
)
_LABELS = frozenset(
    "paper papers pdf ps arxiv abs abstract html link here code codes github repo repository "
    "project page website web site homepage home slides slide video videos talk poster blog post "
    "demo data dataset datasets model models weights doi openreview supp supplementary material "
    "materials appendix notes note notebook review reviews bibtex bib cite citation official "
    "implementation implementations pytorch tensorflow tf torch keras jax caffe theano matlab "
    "python huggingface hf media tweet twitter thread article tutorial read download url "
    "publication publications source sources extended version long short full arxiv version to the "
    "more website demo online supplement proceedings preprint news report docs documentation "
    "tool toolkit library software artifact youtube presentation recording keynote acm ieee usenix "
    "dl pwc results result benchmark leaderboard discussion summary zhihu paperswithcode and or "
    "book books chapter course lecture lectures thesis workshop talks "
    "official unofficial my our by with re in for of a journal conference".split()
)
# Systems that a link may lead to code for; a title may begin with one: `Caffe: ...`.
_SYSTEMS = frozenset("pytorch tensorflow tf torch keras jax caffe theano matlab python".split())
_PAPER_LABEL = re.compile(r"\W*(?:paper|pdf|arxiv|abs|openreview|acm|ieee)\b", re.IGNORECASE)
_FIELD = re.compile(r"[\W_]*(?P<name>[^\W\d_][\w /&-]{0,28}?)\s*[:：](?!//)[\s*_]*")
_FIELDS = frozenset(
    "date publisher publication published venue conference journal institution institutions "
    "affiliation affiliations organization env environment key keyword keywords topic topics tldr "
    "abstract summary tag tags year award task tasks homepage contribution main idea".split()
)
_AUTHORS_FIELD = re.compile(r"(?:authors?|by|作者)$", re.IGNORECASE)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DAY = r"(?:\d{1,2}(?:st|nd|rd|th)?[\s.,/-]+)"
_DATE = re.compile(
    rf"""[\W_]*(?:
      (?P<a>(?:19|20)\d\d)(?:\s*[-./年]\s*(?:\d{{1,2}}|{_MONTH})){{0,2}}[月日]?
    | {_DAY}?{_MONTH}[\s.,/'’-]*{_DAY}?
      (?P<b>(?:19|20)\d\d)
    | \d{{1,2}}[./-](?:\d{{1,2}}[./-])?(?P<c>(?:19|20)\d\d)
    )[\W_]*""",
    re.IGNORECASE | re.VERBOSE,
)
_YEAR = re.compile(r"(?<![\d./-])((?:19[5-9]|20[0-4])\d)(?![\d]|\.\d{4})")
_ET_AL = re.compile(r"\bet\.?\s+al\b\.?|\band others\b|等", re.IGNORECASE)
# `Foster, I., 2019, May`
_DATED_END = re.compile(rf"[\s,(]+(?:19|20)\d\d\b(?:[\s,]+{_MONTH})?[\s.)]*$", re.IGNORECASE)
# A digit within a word, a word in capitals with small letters behind: `T5`, `LLMs`.
_NO_NAME = re.compile(r"[A-Za-z]\d+[A-Za-z]|\b[A-Z]+\d|\b[A-Z]{2,}[a-z]\b|[=<>/\\]")
_NAME_SPLIT = re.compile(r"\s*(?:,|;|、|\band\b|&|\bwith\b)\s*")
_NAME_WORD = re.compile(
    r"(?:[^\W\d_]['’.]?)?[^\W\d_]+(?:[-'’‑.][^\W\d_]+)*\.?(?:-[^\W\d_]\.)?|[^\W\d_]\."
)
_PARTICLES = frozenset(
    "van von der den de del della di da dos du la le el al bin ibn ten ter zu st".split()
)
# Words of titles end so, and hardly a name does.
_COMMON = re.compile(
    r".{3,}(?:ing|tion|tions|ment|ments|ity|ous|ive|ful|ness|ware|work|works|ed|ized|ised|ly|ics|"
    r"ism|ical|ance|ence|able|ible|ency|ancy|sis|graph|graphs|sion|ate)$|"
    r"(?:model|system|learn|network|data|deep|large|language|neural|distribut|machine|paper|"
    r"universit|institut|college|laborator|research|inc|corp|group|team|labs?|google|meta|"
    r"microsoft|nvidia|openai|intel|amazon|facebook|alibaba|tencent|huawei|stanford|berkeley|"
    r"princeton|attention|transformer|under|review|submission|submitted|accepted|federat|memory|cache|agents?|cloud|server|serv|image|vision|"
    r"video|code|program|compil|kernel|cluster|schedul|parallel|time|speech|text|graph|best|new|"
    r"chapter|section|part|lecture|week|tutorial|survey|overview|introduction|required|optional)s?$",
    re.IGNORECASE,
)
_SENTENCE_START = re.compile(
    r"(?:this|these|we|it|they|please|you|if|note|see|thanks|here|click|there|our|most|start|"
    r"google|read|also|in this|one of)\b",
    re.IGNORECASE,
)
_TWO_SENTENCES = re.compile(r"[a-z]{3,}[.!] [A-Z][a-z]* [a-z]+ [a-z]+")
_FEWEST_TOLD = 6
_FEWEST_TITLE_WORDS = 3
_MOST_TITLE_WORDS = 30
_MOST_NAME_WORDS = 5
_ENOUGH_NAMES = 3


@cache
def is_paper_link(url: str) -> bool:
    """Say whether an address is one of a paper, as far as it can be told from itself."""
    return bool(
        _PAPER_HOST.match(url)
        or "/doi/10." in url
        or (_PDF.match(url) and "slides" not in url.lower())
    )


def is_other_link(url: str) -> bool:
    """Say whether an address is one of code, of a talk, of a blog."""
    return _OTHER_HOST.match(url) is not None and not is_paper_link(url)


def is_label(text: str) -> bool:
    """Say whether a text says what a link leads to: `paper`, `link to paper`, `Code (PyTorch)`."""
    words = re.findall(r"[a-z]+", text.lower())
    if not words or len(words) > _MOST_NAME_WORDS or not all(w in _LABELS for w in words):
        return False
    return not all(w in FUNCTION_WORDS for w in words)


def is_paper_label(text: str) -> bool:
    """Say whether a label says that the link leads to a paper."""
    return _PAPER_LABEL.match(text) is not None and is_label(text)


def is_field(name: str) -> bool:
    """Say whether the words before a colon say what follows, and are no name in a title."""
    return (is_label(name) and not set(name.lower().split()) & _SYSTEMS) or (
        is_authors_field(name) or name.lower() in _FIELDS
    )


def says_paper(text: str, url: str) -> bool:
    """Say whether a link is labelled as one of a paper, and does not lead to a blog or to code."""
    return is_paper_label(text) and not is_other_link(url)


def says_other(text: str, url: str) -> bool:
    """Say whether a link is one of a blog, of code, of a page, by its label or by its address."""
    if is_paper_link(url) or is_paper_label(text):
        return False
    return is_other_link(url) or is_label(text)


def field_of(text: str) -> tuple[str, str]:
    """Return the name of a field and its value: `Publisher: ICLR 2026`; no name where none is."""
    found = _FIELD.match(text)
    return (found["name"].strip(), text[found.end() :].strip()) if found else ("", text)


def is_authors_field(name: str) -> bool:
    """Say whether a field holds the authors."""
    return _AUTHORS_FIELD.match(name) is not None


def date_year(text: str) -> int | None:
    """Return the year of a text that is a date: `2024.05`, `Sep 30, 2025`, `_5 jan 2019_`."""
    found = _DATE.fullmatch(text)
    year = next(filter(None, (found["a"], found["b"], found["c"])), None) if found else None
    return int(year) if year else None


def year_in(text: str) -> int | None:
    """Return the last year that a text names."""
    found = _YEAR.findall(text)
    return int(found[-1]) if found else None


def name_parts(text: str) -> list[str]:
    """Return the parts of a list of names, without `et al.` and the date behind it."""
    named = _DATED_END.sub("", _ET_AL.sub("", text))
    return [part for part in _NAME_SPLIT.split(named) if part.strip(" .*")]


def is_cut(text: str) -> bool:
    """Say whether a list of names says that there are more."""
    return _ET_AL.search(text) is not None


def names_score(text: str) -> float:
    """Return how sure it is that a text is a list of names, from 0 to 1.

    >>> names_score("Yan Duan, Marcin Andrychowicz and Bradly C. Stadie") > 0.8
    True
    >>> names_score("Distributed Training, Efficient Inference") < 0.3
    True
    """
    if _NO_NAME.search(text):
        return 0.0
    text = re.sub(r"\([^()]*\)|[*†‡∗§¹²³\d]", "", _DATED_END.sub("", text)).strip(" .,;:")
    parts = name_parts(text)
    cut = is_cut(text)
    if not parts or len(parts) > 400:  # noqa: PLR2004  # as many as any paper has
        return 0.0
    if not cut and len(parts) < _ENOUGH_NAMES and all(len(part.split()) == 1 for part in parts):
        return 0.2
    good = sum(map(_name_likeness, parts)) / len(parts)
    support = min(1.0, (len(parts) + 2 * cut + 0.5) / _ENOUGH_NAMES)
    return good * support


def has_names(text: str) -> bool:
    """Say whether a text holds the name of a person in full, beside whatever else."""
    return text.lower().startswith("by ") or any(
        len(part.split()) > 1 and _name_likeness(part) >= 0.9  # noqa: PLR2004
        for part in name_parts(text)
    )


def _name_likeness(part: str) -> float:
    words = part.split()
    if not words or len(words) > _MOST_NAME_WORDS:
        return 0.0
    if words[0].lower() in {"by", "jr.", "sr."}:
        words = words[1:] or words
    if words[0].lower() in {"a", "an", "the"}:
        return 0.0
    plain = [word for word in words if word.lower() not in _PARTICLES]
    if not plain or not all(
        _NAME_WORD.fullmatch(word) and (word[0].isupper() or not word[0].isascii())
        for word in plain
    ):
        return 0.0
    if any(word.lower() in FUNCTION_WORDS and len(word) > 1 for word in plain[1:]):
        return 0.0
    common = sum(bool(_COMMON.match(fold(word))) for word in plain)
    shouted = sum(len(word) > 4 and word.isupper() for word in plain)  # noqa: PLR2004
    return max(0.0, 1.0 - (common + shouted) * 0.8 / max(1, len(plain) / 2))


def is_description(text: str) -> bool:
    """Say whether words behind a title say what the paper does, as no title goes on.

    >>> is_description("presents a method that serves large models on small machines")
    True
    >>> is_description("Serving Large Models on Small Machines")
    False
    """
    words = text.split()[:_MOST_TITLE_WORDS]
    if len(words) < _FEWEST_TOLD or text[:1].islower():
        return len(words) >= _FEWEST_TOLD
    long = [word for word in words if len(word) > len("with")]
    is_prose = 2 * sum(word[0].islower() for word in long) > len(long)
    is_sentence = len(words) == _MOST_TITLE_WORDS or text.endswith(".")
    return is_prose and (is_sentence or _TWO_SENTENCES.search(text) is not None)


def title_score(text: str) -> float:
    """Return how much a text looks like a title; below 0 it does not."""
    words = [word for word in text.split() if any(map(str.isalnum, word))]
    count = len(words)
    if not count or "://" in text:
        return -3.0
    if is_label(text) or date_year(text):
        return -3.0
    score = 2.0 if count >= _FEWEST_TITLE_WORDS else 0.0 if count > 1 else -0.5
    if count > _MOST_TITLE_WORDS:
        score -= 3.0
    inner = text.rstrip(". ")
    if _TWO_SENTENCES.search(inner):
        score -= 1.5  # two sentences
    if _SENTENCE_START.match(text) and inner != text:
        score -= 1.5
    if count >= _FEWEST_TITLE_WORDS and ":" in text.strip(": "):
        score += 0.3
    names = names_score(text)
    if names >= 0.8 and (is_cut(text) or re.search(r"\b[A-Z]\. [A-Z]", text)):  # noqa: PLR2004
        score -= 1.0
    return score - (2.5 if len(name_parts(text)) > 1 or is_cut(text) else 1.5) * names
