"""The words of container titles that say which kind of venue it is, or nothing of the venue."""

from __future__ import annotations

from enum import IntEnum


class Word(IntEnum):
    """What a word of a container title is for."""

    TELLING = 0
    NUMBER = 1  # a year, an ordinal, pages
    SILENT = 2  # says nothing of the venue: `proceedings`
    SPONSOR = 3
    EVENT = 4  # `conference`, `symposium`
    WORKSHOP = 5
    JOURNAL = 6  # `transactions`, `letters`


_EVENTS = """
colloquium conf conference conferences conferencia conference conferenza congres congress congreso
congresso konferenz convention forum meeting meetings symp sympos symposia symposium tagung
""".split()
_WORKSHOPS = """
atelier taller wksh wkshop wkshops wkshp wkshps wksp workshop workshops wkshop wshop
""".split()
_JOURNALS = """
annals archives bulletin journal journals letters magazine newsletter notices quarterly review
revue surveys transactions trans trends
""".split()
# How a paper was presented beside the main volume -> the track.
TRACK_PATTERNS = (
    ("demo", r"(?:system|software)?\s*(?:demonstrations?|demos?)(?: (?:papers?|session|track))?"),
    ("abstracts", r"extended abstracts?|\bEA\b"),
    ("companion", r"companion(?: (?:proceedings|volume|publication))?|supplement(?:ary|al)?"),
    ("adjunct", r"adjunct(?: (?:proceedings|publication))?"),
    ("late-breaking", r"late[- ]breaking (?:papers?|results?|work|abstracts?)"),
    ("shared-task", r"shared tasks?"),
    ("student", r"student (?:research )?(?:abstracts?|session|competition)"),
    ("doctoral", r"doctoral consortium|ph\.?d\.? forum|\(PhD\)"),
    ("symposium", r"(?:spring|summer|fall|winter) symposi(?:um|a)(?: series)?\b.*"),
    ("symposium", r"symposium series"),
    ("datasets", r"datasets? (?:and|&) benchmarks?(?: track)?|D ?& ?B(?: track)?"),
    ("tutorial", r"tutorials?(?: abstracts?)?"),
    ("industry", r"industr(?:y|ial) (?:track|applications?|papers?)"),
    ("wip", r"works?[- ]in[- ]progress|WiP"),
    ("poster", r"posters?(?: (?:session|track|papers?|and short talks))?"),
    ("course", r"(?:courses|sketches(?: (?:and|&) applications)?|talks|art gallery|panels?)$"),
    ("course", r"(?:emerging technologies|video review|technical briefs)$"),
    ("addendum", r"addendum"),
    ("", r"research (?:track|papers?)"),
    ("", r"special issue\b.*"),
    ("freenix", r"freenix(?: track)?"),
    ("keynote", r"keynotes?"),
)
_SILENT = """
actas actes ann annu annual atti biennial cat cd cdrom chap colocated conjunction
des digest doi ed edition eds editor editors extended full held http https inaugural inc
internacional internat international internationale internazionale intl isbn issn issue issues
lecture long main name no nos notes nr num number online oral orals org page pages paper papers
part pp preprints
presented press print proc procceedings proceeding proceedings procedings proceedngs program
programme pub publication publications published publisher record records regular rom
ser series session sessions short special spotlight spotlights submitted summaries summary
tech technical text title track tracks tagungsband vol volume volumes vols website
jan january feb february mar march apr april may jun june jul july aug august sep sept september
oct october nov november dec december mon tue wed thu fri sat sun monday tuesday
wednesday thursday friday saturday sunday
verlag springer elsevier curran kaufmann morgan wiley oxford mit neurips.cc openreview
""".split()
_SPONSORS = """
aaai acl acm afnlp asee asme comsoc cs cvf eacm edaa enns eth eurographics hlt iacr ieee ieeecs
iee ifac inns gi ifip informs isca jsps osa rsj sig sigact sigai sigapp sigarch sigart sigbed
sigcas sigchi
sigcomm sigda sigdat sigevo siggraph sighpc sigir sigkdd siglog sigmetrics sigmicro sigmm
sigmobile sigmod signll sigops sigplan sigsac sigsim sigsoft sigspatial sigweb spec spie tcca tcse
tchpc usenix
""".split()
FUNCTION = frozenset(
    "an and as at by de el et for from in into its la le of on or the to via with und der die das "
    "du di".split()
)
ORDINAL_WORDS = frozenset(
    """
    first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth
    fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth thirtieth fortieth
    one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen
    eigth forth fourty
    fiftieth sixtieth seventieth eightieth ninetieth hundredth twenty thirty forty fifty sixty
    seventy eighty ninety hundred inaugural
    """.split()
)
# Contractions that are not the beginning of their word.
CONTRACTIONS = {
    "intl": "international", "int": "international", "intern": "international",
    "natl": "national", "mgmt": "management", "engrg": "engineering", "engng": "engineering",
    "meet": "meeting", "jnl": "journal", "jrnl": "journal",
    "conf": "conference", "confs": "conference",
    "proc": "proceedings", "trans": "transactions", "symp": "symposium", "lett": "letters",
    "rev": "review", "mag": "magazine", "bull": "bulletin", "surv": "surveys",
    "wkshp": "workshop", "wkshps": "workshops", "wksp": "workshop", "newsl": "newsletter",
    "not": "notices", "soc": "society", "assoc": "association",
}  # fmt: skip

CLASSES: dict[str, Word] = {
    **dict.fromkeys(_SILENT, Word.SILENT),
    **dict.fromkeys(_SPONSORS, Word.SPONSOR),
    **dict.fromkeys(_JOURNALS, Word.JOURNAL),
    **dict.fromkeys(_EVENTS, Word.EVENT),
    **dict.fromkeys(_WORKSHOPS, Word.WORKSHOP),
}

# Acronyms that are words, when they are not in capitals.
ORDINARY = frozenset(
    """
    alt array automl can cases cc cf chi cloud cluster computer crypto date deem disc distill
    electronics fast hip log micro middleware nature oakland pr queue raid sc science sec sensors
    spe supercomputing
    """.split()
)
