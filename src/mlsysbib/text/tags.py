"""Tags in titles: HTML, the JATS of publishers and MathML, down to the four that mean something.

Crossref hands on what publishers send it, and programs copy that into every format.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

# With the prefix of a namespace, such as jats:italic, and any attributes.
_NAMES = (
    "i b u em strong italic bold underline span sub sup inf p br tt sc scp small big s strike a "
    "monospace roman sans-serif title subtitle abbr cite code font mark q ins del div "
    "overline named-content styled-content ext-link uri xref email fn bold-italic break "
    "inline-formula disp-formula alternatives tex-math math mrow mi mn mo mtext ms mspace msup "
    "msub msubsup mfrac msqrt mroot mstyle mover munder mfenced semantics annotation mpadded "
    "mphantom"
).split()
_TAG = re.compile(
    rf"<(?P<end>/?)\s*(?:[A-Za-z][\w.]*:)?(?P<name>{'|'.join(_NAMES)})"
    r"(?P<attributes>\s[^<>]*=[^<>]*)?\s*/?>",
    re.IGNORECASE,
)
_MATH = re.compile(r"<(?P<prefix>\w+:)?math\b.*?</(?P=prefix)math>|<math\b.*?</math>", re.DOTALL)
_TEX = re.compile(r"<(?:\w+:)?tex-math\b[^<>]*>(.*?)</(?:\w+:)?tex-math>", re.DOTALL)
_KEPT = {"sub": "sub", "inf": "sub", "sup": "sup"}
_PANDOC = re.compile(r"\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\{\.nocase\}")


def plain_tags(text: str) -> str:
    """Return a text with no tags but sub, sup and the span that keeps case; MathML is a formula.

    >>> plain_tags('<jats:italic>RuO</jats:italic><inf>2</inf> <p>films</p>')
    'RuO<sub>2</sub> films'
    """
    if "]{.nocase}" in text:
        text = _PANDOC.sub(r'<span class="nocase">\1</span>', text)
    if "<" not in text:
        return text
    text = _TEX.sub(lambda found: _tex(found[1]), text)
    text = _MATH.sub(lambda found: _formula(found[0]), text)
    spans: list[bool] = []
    return _TAG.sub(lambda found: _plain(found, spans), text)


def has_tags(text: str) -> bool:
    """Say whether there is a tag in a text that `plain_tags` knows."""
    return "<" in text and _TAG.search(text) is not None


def _plain(found: re.Match[str], spans: list[bool]) -> str:
    name, end = found["name"].lower(), found["end"]
    if name in _KEPT:
        return f"<{end}{_KEPT[name]}>"
    if name in {"br", "break"}:
        return " "
    if name != "span":
        return ""
    if not end:
        spans.append("nocase" in (found["attributes"] or "").lower())
        return '<span class="nocase">' if spans[-1] else ""
    return "</span>" if spans and spans.pop() else ""


def _tex(formula: str) -> str:
    """Return a formula of LaTeX between dollars, without the document that some wrap it in."""
    inside = re.search(r"\\begin\{document\}(.*?)\\end\{document\}", formula, re.DOTALL)
    text = (inside[1] if inside else formula).strip().strip("$").strip()
    return f"${text}$" if text else ""


def _formula(xml: str) -> str:
    """Return MathML as a formula of LaTeX; a lone name or number as text."""
    bare = re.sub(r"<(/?)\w+:", r"<\1", xml)
    bare = re.sub(r"\sxmlns(?::\w+)?=(\"[^\"]*\"|'[^']*')", "", bare)
    try:
        root = ET.fromstring(bare)  # noqa: S314  # no entity is defined: the text has no DTD
        text = _math(root).strip()
    except (ET.ParseError, RecursionError):
        return re.sub(r"<[^<>]*>", "", xml)
    return f"${text}$" if re.search(r"[_^\\{}]", text) else text


def _math(node: ET.Element) -> str:
    children = [_math(child) for child in node if "annotation" not in child.tag]
    layout = _LAYOUTS.get((node.tag, len(children)))
    if layout:
        return layout.format(*children)
    own = " ".join((node.text or "").split())
    tails = [" ".join((child.tail or "").split()) for child in node]
    return own + "".join(map("".join, zip(children, tails, strict=False)))


_LAYOUTS = {
    ("msup", 2): "{}^{{{}}}",
    ("mover", 2): "{}^{{{}}}",
    ("msub", 2): "{}_{{{}}}",
    ("munder", 2): "{}_{{{}}}",
    ("msubsup", 3): "{}_{{{}}}^{{{}}}",
    ("mfrac", 2): "\\frac{{{}}}{{{}}}",
    ("msqrt", 1): "\\sqrt{{{}}}",
    ("mfenced", 1): "({})",
}
