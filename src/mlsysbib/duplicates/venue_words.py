"""Words and names of venues: data for `places`."""

from __future__ import annotations

STOP_WORDS = frozenset(
    "a an and at for from in of on the to by with de la le acm ieee usenix ifip aaas sig international intl int "
    "annual ann proceedings proc proceeding conference conf symposium symp workshop journal j "
    "th st nd rd first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth thirtieth thirty twenty "
    "press volume vol pages pp page editor editors eds ed preprint pre".split()
)

# Acronym in a venue's name -> identifier.
ACRONYMS = {name: name for name in (
    "aaai acl aistats asplos atc ccs chi cikm cidr coling colm colt conext crypto cvpr dac eccv emnlp "
    "eurocrypt eurosys focs hipc hotnets hotos hotstorage hpca hpdc iccad iccv icde icdcs icdm iclr icml icpp "
    "icra ics ijcai infocom ipdps isca ismm ispass kdd middleware mlsys mobicom mobisys naacl neurips "
    "nsdi oopsla osdi pact pldi podc pods popl ppopp sigcomm sigir sigmetrics sigmod socc soda sosp spaa "
    "stoc tacl uai vldb wsdm www bigsys euromlsys mascots rtas rtss systor vee iiswc ucc ccgrid"
).split()} | {
    "nips": "neurips", "sysml": "mlsys", "pvldb": "vldb", "usenixatc": "atc", "cacm": "cacm", "jmlr": "jmlr",
    "tods": "tods", "tocs": "tocs", "taco": "taco", "tpds": "tpds", "csur": "csur", "jacm": "jacm", "tkde": "tkde",
    "supercomputing": "sc", "tmlr": "tmlr", "eurocolt": "eurocolt",
}  # fmt: skip

# Acronyms that are words too: they count where they stand alone.
AMBIGUOUS = frozenset({"cluster", "date", "fast", "mass", "micro", "sc", "www", "chi", "atc"})

# Phrases of a long name, stop words left in -> identifier.
PHRASES = (
    ("conference on machine learning", "icml"),
    ("machine learning: proceedings", "icml"),
    ("annual technical conference", "atc"),
    ("north american chapter", "naacl"),
    ("empirical methods in natural language", "emnlp"),
    ("european conference on computer systems", "eurosys"),
)

# Words that only one venue's long name has, stop words left out -> identifier.
NAMES = (
    ("european computational learning theory", "eurocolt"),
    ("operating systems design implementation", "osdi"),
    ("operating system design implementation", "osdi"),
    ("operating systems principles", "sosp"),
    ("networked systems design", "nsdi"),
    ("neural information processing", "neurips"),
    ("learning representations", "iclr"),
    ("machine learning systems", "mlsys"),
    ("machine learning research", "jmlr"),
    ("very large data bases", "vldb"),
    ("very large databases", "vldb"),
    ("vldb endowment", "vldb"),
    ("management data", "sigmod"),
    ("high performance computing networking storage", "sc"),
    ("architectural support programming languages", "asplos"),
    ("computer architecture", "isca"),
    ("high performance computer architecture", "hpca"),
    ("microarchitecture", "micro"),
    ("principles practice parallel programming", "ppopp"),
    ("file storage technologies", "fast"),
    ("knowledge discovery data mining", "kdd"),
    ("data engineering", "icde"),
    ("cloud computing", "socc"),
    ("european computer systems", "eurosys"),
    ("parallel distributed processing", "ipdps"),
    ("theory computing", "stoc"),
    ("foundations computer science", "focs"),
    ("computational learning theory", "colt"),
    ("computing surveys", "csur"),
    ("database systems tods", "tods"),
)
