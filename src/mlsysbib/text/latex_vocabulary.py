"""The commands of LaTeX that stand for a text, or that change how their argument looks.

Those of the kernel and its encodings (OT1, T1, TS1), of textcomp, babel, csquotes, eurosym and
siunitx, and what MathSciNet has of its own; what pylatexenc knows is not repeated.
"""

from __future__ import annotations

WORDS = {
    "aa": "å", "AA": "Å", "dots": "…", "textmu": "μ", "S": "§", "P": "¶", "copyright": "©",
    "pounds": "£", "slash": "/", "hyphen": "-", "SS": "ẞ", "nobreakspace": "\u00a0",
    # ASCII signs by name.
    "textless": "<", "textgreater": ">", "textbar": "|", "textdollar": "$", "textunderscore": "_",
    "textquotesingle": "'", "textquotedbl": '"', "textasciigrave": "`", "textbraceleft": "{",
    "textbraceright": "}", "textnumbersign": "#", "textampersand": "&", "textpercent": "%",
    "textasteriskcentered": "*", "lbrace": "{", "rbrace": "}", "lbrack": "[", "rbrack": "]",
    "vert": "|", "mid": "|", "lt": "<", "gt": ">", "less": "<", "greater": ">", "backslash": "\\",
    "textequals": "=", "textplus": "+", "textslash": "/", "textat": "@", "textcolon": ":",
    "AND": "&", "textendash": "–", "textemdash": "—", "ndash": "–", "mdash": "—",
    "textminus": "−", "textellipsis": "…", "textperiod": ".",
    # Quotes, of babel, csquotes and T1.
    "lq": "‘", "rq": "’", "glqq": "„", "grqq": "“", "glq": "‚", "grq": "‘", "flqq": "«",
    "frqq": "»", "flq": "‹", "frq": "›", "quotedblbase": "„", "quotesinglbase": "‚",
    "guillemotleft": "«", "guillemotright": "»", "guillemetleft": "«", "guillemetright": "»",
    "guilsinglleft": "‹", "guilsinglright": "›", "dq": '"', "lqq": "“", "rqq": "”",
    "textquoteleft": "‘", "textquoteright": "’", "textquotedblleft": "“", "textquotedblright": "”",
    # Signs that have no one of their own in pylatexenc's table.
    "dag": "†", "ddag": "‡", "checkmark": "✓", "texteuro": "€", "euro": "€", "EUR": "€",
    "textpm": "±", "textbardbl": "‖", "No": "№", "degree": "°", "textdegree": "°",
    "celsius": "°C", "textcelsius": "°C", "micro": "μ", "ohm": "Ω", "textohm": "Ω",
    "perthousand": "‰", "textperthousand": "‰", "textvisiblespace": "␣", "textprime": "′",
    "cprime": "ʹ", "cdprime": "ʺ", "rasp": "ʿ", "lasp": "ʾ", "dbar": "đ", "Dbar": "Đ",
    "textregistered": "®", "textcopyright": "©", "trademark": "™", "registered": "®",
    "textmugreek": "μ", "textomega": "ω", "textbeta": "β", "textalpha": "α", "textgamma": "γ",
    # Spaces and ends of lines.
    "quad": " ", "qquad": " ", "space": " ", "enspace": " ", "enskip": " ", "thinspace": " ",
    "medspace": " ", "thickspace": " ", "negthinspace": "", "newline": " ", "linebreak": " ",
    "par": " ", "break": " ", "smallskip": " ", "medskip": " ", "bigskip": " ", "hskip": " ",
    # What programs are called.
    "TeX": "TeX", "LaTeX": "LaTeX", "LaTeXe": "LaTeX2e", "BibTeX": "BibTeX", "biblatex": "biblatex",
    "BibLaTeX": "BibLaTeX", "XeTeX": "XeTeX", "XeLaTeX": "XeLaTeX", "LuaTeX": "LuaTeX",
    "LuaLaTeX": "LuaLaTeX", "pdfTeX": "pdfTeX", "pdfLaTeX": "pdfLaTeX", "eTeX": "e-TeX",
    "ConTeXt": "ConTeXt", "AmS": "AMS", "AMS": "AMS", "AmSTeX": "AMS-TeX", "AmSLaTeX": "AMS-LaTeX",
    "MF": "METAFONT", "MP": "METAPOST", "METAFONT": "METAFONT", "PS": "PostScript",
    "KOMAScript": "KOMA-Script", "TikZ": "TikZ", "LyX": "LyX", "PiC": "PiC", "SLiTeX": "SLiTeX",
    "PiCTeX": "PiCTeX", "MakeIndex": "MakeIndex", "NTS": "NTS", "TUB": "TUGboat", "CTAN": "CTAN",
    "TUG": "TUG", "OMEGA": "Omega", "JTeX": "JTeX",
}  # fmt: skip

# Commands that change how their argument looks, and switches such as {\em words}.
FORMATTING = frozenset(
    "textbf textit emph textrm texttt textsc textsf textsl textup textmd textnormal text mathrm "
    "mbox hbox underline mkbibemph mkbibitalic mkbibbold relax mathit mathbf mathsf mathtt textsw "
    "textulc textssc acronym abbr "
    "em bf it tt sc sf rm sl bfseries itshape scshape ttfamily slshape upshape mdseries rmfamily "
    "sffamily normalfont normalsize tiny scriptsize footnotesize small large Large LARGE huge Huge "
    "protect xspace leavevmode null noindent ignorespaces unskip nobreak allowbreak nocorr "
    "hfill hfil centering raggedright boldmath unboldmath cal".split()
)
QUOTES = frozenset({"enquote", "mkbibquote"})
SCRIPTS = {"textsuperscript": "^", "textsubscript": "_"}
