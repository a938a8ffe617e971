"""What can be wrong in a library, as one literal table of rules; check(library) finds it."""

from __future__ import annotations

from mlsysbib.lint.rule import Rule
from mlsysbib.lint.rules import (
    editions,
    identifiers,
    keys,
    links,
    missing,
    names,
    pages,
    preprints,
    texts,
    titles,
)
from mlsysbib.lint.titles import with_unusual_runs, with_unusual_titles, with_unusual_words
from mlsysbib.problems import ChoiceError

# In the order of the layers: a file that cannot be parsed has no schema, one that does not fit the
# schema says nothing of other files. The first of them stop an export, the last what they are
# about; what follows never does. Rules without functions are those of readers and other commands.
RULES: tuple[Rule, ...] = (
    Rule("file-unreadable"),
    Rule("file-encoding"),
    Rule("file-duplicate"),
    Rule("library-missing"),
    Rule("toml-syntax"),
    Rule("field-unknown"),
    Rule("field-type"),
    Rule("field-missing"),
    Rule("version-missing"),
    Rule("title-markup"),
    Rule("name-form"),
    Rule("key-form"),
    Rule("key-duplicate"),
    Rule("alias-taken"),
    Rule("venue-unknown"),
    Rule("topic-unknown"),
    Rule("topic-orphan"),
    Rule("relation-unknown"),
    Rule("arxiv-form", fix=identifiers.clean_arxiv),
    Rule("template-malformed"),
    Rule("pattern-malformed", check=editions.find_malformed_patterns),
    Rule("key-unknown"),
    Rule("query-malformed"),
    Rule("style-unknown"),
    Rule("key-misplaced"),
    Rule("link-incomplete"),
    # Titles, names, identifiers, pages, editions; what is missing is only said.
    Rule(
        "title-unprotected-acronym",
        titles.find_acronyms,
        glance=with_unusual_words,
        fix=titles.protect_acronyms,
    ),
    Rule(
        "title-unprotected-name",
        titles.find_names,
        glance=with_unusual_words,
        fix=titles.protect_names,
    ),
    Rule("title-miscased", titles.find_miscased, glance=with_unusual_titles),
    Rule("title-overprotected", titles.find_overprotected, glance=with_unusual_runs),
    Rule("title-shouted", titles.find_shouted),
    Rule("text-unclean", texts.find_unclean, glance=texts.with_unclean_text, fix=texts.clean),
    Rule("name-placeholder", names.find_placeholders, glance=names.with_unusual_names),
    Rule("name-several", names.find_several, glance=names.with_unusual_names),
    Rule(
        "name-digits", names.find_digits, glance=names.with_unusual_names, fix=names.remove_digits
    ),
    Rule(
        "name-initials",
        names.find_initials,
        glance=names.with_unusual_names,
        fix=names.part_initials,
    ),
    Rule("name-shouted", names.find_shouted, glance=names.with_unusual_names),
    Rule("name-swapped", names.find_swapped, glance=names.with_unusual_names),
    Rule("name-repeated", names.find_repeated),
    Rule("doi-malformed", identifiers.find_malformed_dois, fix=identifiers.clean_dois),
    Rule("doi-registrant", check=identifiers.find_foreign_dois),
    Rule("identifier-repeated", check=missing.find_repeated_identifiers),
    Rule("arxiv-month", identifiers.find_wrong_months),
    Rule("isbn-malformed", check=identifiers.find_malformed_isbns),
    Rule("url-malformed", links.find_malformed, glance=links.with_links),
    Rule("url-derived", links.find_derived, glance=links.with_links, fix=links.remove_derived),
    Rule("link-repeated", links.find_repeated, glance=links.with_links),
    Rule("link-misplaced", links.find_misplaced, glance=links.with_links),
    Rule("topic-repeated", missing.find_repeated_topics, fix=missing.keep_topics_once),
    Rule("pages-malformed", pages.find_malformed, glance=pages.with_unusual_pages, fix=pages.clean),
    Rule("pages-reversed", pages.find_reversed, glance=pages.with_unusual_pages),
    Rule(
        "pages-article",
        pages.find_articles,
        glance=pages.with_unusual_pages,
        fix=pages.part_article,
    ),
    Rule("edition-unknown", check=editions.find_unknown),
    Rule("edition-malformed", check=editions.find_malformed),
    Rule("edition-contradicted", check=editions.find_contradicted),
    Rule("venue-missing", missing.find_no_venue),
    Rule("preprint-as-published", check=preprints.find_published_at_server),
    Rule("preprint-published", check=preprints.find_published),
    Rule("entry-duplicate", is_layer=True),
    Rule("ignore-unknown"),
    Rule("ignore-unexplained"),
    Rule("ignore-unused"),
    Rule("edition-incomplete", check=editions.find_incomplete),
    Rule("title-missing", missing.find_no_title),
    Rule("authors-missing", missing.find_no_authors),
    Rule("authors-cut", missing.find_truncated_authors),
    Rule("year-missing", missing.find_no_year),
    Rule("pages-missing", missing.find_no_pages),
    Rule("doi-missing", check=missing.find_no_doi),
    Rule("link-missing", missing.find_no_link),
    Rule("preprint-stale", check=preprints.find_stale),
    Rule("key-unusual", keys.find_unusual, glance=keys.with_unusual_keys),
    # What other commands say of foreign files, of older revisions, and of layout.
    Rule("json-syntax"),
    Rule("xml-syntax"),
    Rule("item-malformed"),
    Rule("block-broken"),
    Rule("syntax-slip"),
    Rule("string-undefined"),
    Rule("command-unknown"),
    Rule("crossref-unknown"),
    Rule("field-repeated"),
    Rule("type-unknown"),
    Rule("import-possible"),
    Rule("match-possible"),
    Rule("reference-contradicted"),
    Rule("reference-duplicate"),
    Rule("arxiv-missing"),
    Rule("front-matter"),
    Rule("heading-level"),
    Rule("line-unread"),
    Rule("key-map-form"),
    Rule("key-map-duplicate"),
    Rule("key-removed"),
    Rule("key-reused"),
    Rule("alias-moved"),
    Rule("comment-lost"),
    Rule("style-field-missing", is_layer=True),
)


def get_rule(id_: str) -> Rule:
    """Return a rule by its id; raise ChoiceError with near ones."""
    for rule in RULES:
        if rule.id == id_:
            return rule
    raise ChoiceError("rule", id_, (rule.id for rule in RULES))
