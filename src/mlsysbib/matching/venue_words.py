"""Words and names of venues: data for `venues`."""

from __future__ import annotations

# Words that say nothing about which venue it is.
STOP_WORDS = frozenset(
    "a aaas acm an and ann annual at by conf conference de ed editor editors eds eighteenth "
    "eighth eleventh fifteenth fifth first for fourteenth fourth from ieee ifip in int "
    "international intl j journal la le nd nineteenth ninth of on page pages pp pre preprint "
    "press proc proceeding proceedings rd second seventeenth seventh sig sixteenth sixth st "
    "symp symposium tenth th the third thirteenth thirtieth thirty to twelfth twentieth twenty "
    "usenix vol volume with workshop".split()
)

# Acronym in a venue's name -> identifier.
ACRONYMS = {
    name: name
    for name in (
        "aaai acl aistats asplos atc bigsys cacm ccgrid ccs chi cidr cikm coling colm colt conext "
        "crypto csur cvpr dac eccv emnlp eurocolt eurocrypt euromlsys eurosys focs hipc hotcarbon "
        "hotcloud hotnets hotos hotstorage hpca hpdc iccad iccv icdcs icde icdm iclr icml "
        "icpp icra ics iiswc ijcai infocom ipdps isca ismm ispass jacm jmlr kdd mascots "
        "middleware mlsys mobicom mobisys "
        "naacl neurips nsdi oopsla osdi pact pldi podc pods popl ppopp rtas rtss sigcomm sigir "
        "sigmetrics sigmod socc soda sosp spaa stoc systor tacl taco tkde tmlr tocs tods tpds uai "
        "ucc vee vldb wsdm www".split()
    )
} | {
    "nips": "neurips",
    "pvldb": "vldb",
    "supercomputing": "sc",
    "sysml": "mlsys",
    "usenixatc": "atc",
}

# Acronyms of workshops: the word "workshop" beside them adds nothing.
WORKSHOPS = frozenset({"euromlsys", "hotcarbon", "hotcloud", "hotnets", "hotos", "hotstorage"})

# Acronyms that are words too: they count where they stand alone.
AMBIGUOUS = frozenset({"atc", "chi", "cluster", "date", "fast", "mass", "micro", "sc", "www"})

# Phrases of a long name, stop words left in -> identifier.
PHRASES = (
    ("international conference on machine learning", "icml"),
    ("machine learning: proceedings", "icml"),
    ("annual technical conference", "atc"),
    ("north american chapter", "naacl"),
    ("empirical methods in natural language", "emnlp"),
    ("european conference on computer systems", "eurosys"),
)

# Words that only one venue's long name has, stop words left out -> identifier; the longer first.
NAMES = (
    ("high performance computing networking storage", "sc"),
    ("architectural support programming languages", "asplos"),
    ("principles practice parallel programming", "ppopp"),
    ("operating systems design implementation", "osdi"),
    ("european computational learning theory", "eurocolt"),
    ("high performance computer architecture", "hpca"),
    ("operating system design implementation", "osdi"),
    ("knowledge discovery data mining", "kdd"),
    ("parallel distributed processing", "ipdps"),
    ("computational learning theory", "colt"),
    ("neural information processing", "neurips"),
    ("foundations computer science", "focs"),
    ("operating systems principles", "sosp"),
    ("european computer systems", "eurosys"),
    ("file storage technologies", "fast"),
    ("machine learning research", "jmlr"),
    ("learning representations", "iclr"),
    ("machine learning systems", "mlsys"),
    ("networked systems design", "nsdi"),
    ("computer architecture", "isca"),
    ("database systems tods", "tods"),
    ("very large data bases", "vldb"),
    ("very large databases", "vldb"),
    ("computing surveys", "csur"),
    ("microarchitecture", "micro"),
    ("data engineering", "icde"),
    ("theory computing", "stoc"),
    ("cloud computing", "socc"),
    ("management data", "sigmod"),
    ("vldb endowment", "vldb"),
)
