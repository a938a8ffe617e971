"""Container titles in short form."""

from __future__ import annotations

import re

# Abbreviations of the List of Title Word Abbreviations (ISO 4), for the words that occur in the
# names of this field's venues.
_ABBREVIATIONS = {
    "advances": "Adv.", "american": "Am.", "annual": "Annu.", "applications": "Appl.",
    "architectural": "Archit.", "architecture": "Archit.", "architectures": "Archit.",
    "artificial": "Artif.", "association": "Assoc.", "communication": "Commun.",
    "communications": "Commun.", "computational": "Comput.", "computer": "Comput.",
    "computers": "Comput.", "computing": "Comput.", "conference": "Conf.", "design": "Des.",
    "development": "Dev.", "discovery": "Discov.", "distributed": "Distrib.",
    "engineering": "Eng.", "european": "Eur.", "evaluation": "Eval.", "foundations": "Found.",
    "implementation": "Implement.", "information": "Inf.", "innovative": "Innov.",
    "intelligence": "Intell.", "international": "Int.", "journal": "J.", "knowledge": "Knowl.",
    "language": "Lang.", "languages": "Lang.", "learning": "Learn.", "letters": "Lett.",
    "linguistics": "Linguist.", "machine": "Mach.", "machinery": "Mach.", "management": "Manag.",
    "measurement": "Meas.", "meeting": "Meet.", "mining": "Min.", "networked": "Netw.",
    "networking": "Netw.", "networks": "Netw.", "neural": "Neural", "operating": "Oper.",
    "optimization": "Optim.", "performance": "Perform.", "practice": "Pract.",
    "principles": "Princ.", "proceedings": "Proc.", "processing": "Process.",
    "programming": "Program.", "recognition": "Recognit.", "representations": "Represent.",
    "research": "Res.", "science": "Sci.", "sciences": "Sci.", "security": "Secur.",
    "software": "Softw.", "storage": "Storage", "support": "Support", "surveys": "Surv.",
    "symposium": "Symp.", "systems": "Syst.", "technical": "Tech.", "technologies": "Technol.",
    "technology": "Technol.", "transactions": "Trans.", "volume": "Vol.", "workshop": "Workshop",
}  # fmt: skip
_DROPPED = frozenset({"of", "the", "on", "and", "for", "in", "to", "&"})


def abbreviate_title(title: str) -> str:
    """Abbreviate a container title word by word, leaving out prepositions and articles.

    >>> abbreviate_title("Proceedings of the 29th Symposium on Operating Systems Principles")
    'Proc. 29th Symp. Oper. Syst. Princ.'
    """
    words = [word for word in title.split() if word.lower() not in _DROPPED]
    return re.sub(
        r"[^\W\d_]+", lambda found: _ABBREVIATIONS.get(found[0].lower(), found[0]), " ".join(words)
    )
