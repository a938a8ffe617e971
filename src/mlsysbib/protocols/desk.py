"""What assistants and editors ask alike: works by name or words, their BibTeX, what is true."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, partial

import msgspec

from mlsysbib.formats import FORMATS
from mlsysbib.formats.base import Options
from mlsysbib.formats.bibtex import writer
from mlsysbib.formats.targets import get_target
from mlsysbib.index.lookup import Index
from mlsysbib.intake.record_finding import RecordFinder
from mlsysbib.intake.verify import Verified, Verifier
from mlsysbib.keys.propose import propose_key
from mlsysbib.model.entry import Entry, identifiers
from mlsysbib.model.library import Library
from mlsysbib.problems import ChoiceError, MlsysbibError
from mlsysbib.selecting.query.selecting import select
from mlsysbib.selecting.reading_lists.resolve import memberships
from mlsysbib.text.identifiers import clean_doi, parse_arxiv_id
from mlsysbib.text.urls import is_arxiv_doi
from mlsysbib.text.words import fold

_WORD = re.compile(r"\w+(?:[-.]\w+)*")


class Desk:
    """A library, with indexes behind it, and all that is made of them once."""

    def __init__(self, library: Library, index: Index) -> None:
        self.library, self.index = library, index
        self._finder = RecordFinder(index, library.venues)

    @cached_property
    def _own(self) -> dict[str, Entry]:
        """The library's entries by their DOIs and arXiv identifiers."""
        return {value: entry for entry in self.library.values() for value, _ in identifiers(entry)}

    @cached_property
    def _verifier(self) -> Verifier:
        return Verifier(self.library, self.index)

    def named(self, name: str) -> Entry:
        """Return the entry of a key, an alias, a DOI, an arXiv identifier or a DBLP key.

        Raises ChoiceError, with what is near, where neither the library nor an index knows it.
        """
        name = name.strip()
        if name in self.library:
            return self.library[name]
        kind, _, rest = name.partition(":")
        if kind.lower() in {"dblp", "anthology"}:
            found = self._finder.by_identifier(kind.lower(), rest)
        else:
            found = self._identified(rest if kind.lower() == "doi" else name)
        if found is None:
            raise ChoiceError("work", name, (), self.library.hint(name))
        return self._preferred(found)

    def _identified(self, name: str) -> Entry | None:
        doi = clean_doi(name).lower()
        if doi and not is_arxiv_doi(doi):
            return self._own.get(doi) or self._finder.by_identifier("doi", doi)
        found = parse_arxiv_id(doi or name)
        if found is None:
            return None
        return self._own.get(found.id) or self._finder.by_identifier("arxiv", found.id)

    def _preferred(self, entry: Entry) -> Entry:
        """Return the library's own entry of a work, else this one under a key."""
        if entry.key:
            return entry
        own = (self._own[value] for value, _ in identifiers(entry) if value in self._own)
        named = next(own, None)
        if named is not None:
            return named
        key = propose_key(entry, self.library, venues=self.library.venues)
        return msgspec.structs.replace(entry, key=key)

    def find(self, query: str, most: int) -> tuple[Entry, ...]:
        """Return works that a query finds in the library, then those of an index with its words.

        What is no query of ours is taken for words; each result comes once.
        """
        found: dict[str, Entry] = {}
        for entry in self._matching(query, most):
            found.setdefault(entry.key, entry)
            if len(found) == most:
                break
        return tuple(found.values())

    def _matching(self, query: str, most: int) -> Iterator[Entry]:
        words = " ".join(_WORD.findall(query))
        lists = partial(memberships, self.library)
        for asked in dict.fromkeys((query, words)):
            try:
                chosen = select(self.library, (asked,), memberships=lists, order="-year")
            except MlsysbibError:
                continue
            # Who asks for a name wants the paper of that name first.
            wanted = fold(words).lower()
            yield from sorted(chosen, key=lambda entry: fold(entry.system).lower() != wanted)
        yield from self.recorded(words, most)

    def recorded(self, words: str, most: int) -> Iterator[Entry]:
        """Yield the works of an index with these words in their titles."""
        if words and self.index:
            yield from map(self._preferred, self._finder.by_words(words)[:most])

    def bibtex(self, entries: Iterable[Entry], target: str = "natbib") -> str:
        """Return entries as they stand in a `.bib` file; raise ChoiceError for no such target."""
        write = writer.entry_writer(self.library, Options(target=get_target(target)))
        return "\n".join(map(write, entries))

    def verify(self, text: str) -> Sequence[Verified]:
        """Return the verdict on each reference of a BibTeX text."""
        load = FORMATS["bibtex"].load
        assert load is not None  # noqa: S101  # BibTeX can be read
        return tuple(self._verifier.verify(load(text)))
