r"""Styles that TeX Live lacks, made of the parts it has.

Springer's and ACL's styles were made by docstrip of merlin.mbs, which is in TeX Live: each names
its options in its first lines (spmpsci.bst and spbasic.bst of svjour3, 2004; acl_natbib.bst of
acl-org/acl-style-files, 2025). ACL's went through urlbst, too, and was changed by hand: here it
prints eprint and address in the same places, but does not cut lists of more than 20 authors.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from clients.programs import run

_DOCSTRIP = r"""\input docstrip
\keepsilent \askforoverwritefalse
\preamble
\endpreamble
\nopostamble
\generate{\file{%s.bst}{\from{merlin.mbs}{%s}}}
\endbatchfile
"""
# What urlbst has made is changed as ACL has: an eprint in @misc, the place before the publisher.
_CHANGES = (
    (r"ENTRY\n  \{", r"ENTRY\n  { archiveprefix\n"),
    (
        r'(?s)(FUNCTION \{misc\}.*?howpublished "howpublished" bibinfo.check output\n)',
        r"""\1  eprint empty$
    'skip$
    { new.block "\\emph{Preprint}" output archiveprefix ":" * eprint * output }
  if$
""",
    ),
    (
        r"(?s)(FUNCTION \{inproceedings\}.*?format.pages output\n)      new.sentence\n.*?if\$\n",
        "\\1      address output new.sentence organization output publisher output\n",
    ),
)


@dataclass(frozen=True)
class Recipe:
    """The options of docstrip that make a style, and those of urlbst, if it is to go through it."""

    docstrip: str
    urlbst: tuple[str, ...] = ()


RECIPES = {
    "spmpsci": Recipe(
        "vonx,nm-rvv,yr-par,xmth,jttl-rm,thtit-a,vol-bf,volp-com,pgsep-c,num-xser,ser-vol,ser-ed,"
        "jnm-x,btit-rm,bt-rm,doi,edparxc,au-col,in-col,fin-bare,pp,ed,abr,xedn,jabr,xand,url,"
        "url-blk,nfss"
    ),
    "spbasic": Recipe(
        "ay,nat,seq-lab,vonx,nm-rvx,ed-rev,jnrlst,dt-beg,yr-par,yrp-x,yrpp-xsp,note-yr,jxper,"
        "jttl-rm,thtit-a,pgsep-c,num-xser,ser-vol,jnm-x,btit-rm,bt-rm,pre-pub,doi,edparxc,blk-tit,"
        "in-col,fin-bare,pp,ed,abr,mth-bare,ord,jabr,xand,eprint,url,url-blk,em-x,nfss"
    ),
    "acl_natbib": Recipe(
        "ay,nat,pres,ed-au,keyxyr,blkyear,dt-beg,yr-per,note-yr,num-xser,pre-edn,xedn,nfss",
        ("--eprint", "--doi", "--hyperref", "--inlinelinks"),
    ),
}


@cache
def make_style(name: str) -> str:
    """Return the .bst of a style."""
    recipe = RECIPES[name]
    with TemporaryDirectory() as path:
        folder = Path(path)
        folder.joinpath("make.ins").write_text(_DOCSTRIP % (name, recipe.docstrip), "utf-8")
        run("pdflatex", "-interaction=nonstopmode", "make.ins", folder=folder)
        if not recipe.urlbst:
            return folder.joinpath(f"{name}.bst").read_text("utf-8")
        run("urlbst", *recipe.urlbst, f"{name}.bst", "linked.bst", folder=folder)
        made = folder.joinpath("linked.bst").read_text("utf-8")
    for pattern, change in _CHANGES:
        made, count = re.subn(pattern, change, made)
        assert count == 1
    return made
