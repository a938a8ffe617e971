"""What can be wrong in a library, as one literal table of rules; check(library) finds it."""

from __future__ import annotations

from mlsysbib.lint.rule import Rule, describe
from mlsysbib.lint.rules import (
    alias_taken,
    arxiv_form,
    field_missing,
    field_type,
    field_unknown,
    file_encoding,
    file_unreadable,
    key_duplicate,
    key_form,
    key_unknown,
    name_form,
    pattern_malformed,
    query_malformed,
    relation_unknown,
    style_field_missing,
    style_unknown,
    template_malformed,
    title_markup,
    toml_syntax,
    topic_orphan,
    topic_unknown,
    venue_missing,
    venue_unknown,
    version_missing,
)
from mlsysbib.problems import ChoiceError

# In the order of the layers: a file that cannot be parsed has no schema, one that does not fit
# the schema says nothing of other files. All these stop an export; style is never among them.
RULES: tuple[Rule, ...] = tuple(
    map(
        describe,
        (
            file_unreadable,
            file_encoding,
            toml_syntax,
            field_unknown,
            field_type,
            field_missing,
            version_missing,
            title_markup,
            name_form,
            key_form,
            key_duplicate,
            alias_taken,
            venue_unknown,
            venue_missing,
            topic_unknown,
            topic_orphan,
            relation_unknown,
            arxiv_form,
            template_malformed,
            pattern_malformed,
            key_unknown,
            query_malformed,
            style_unknown,
            style_field_missing,
        ),
    )
)


def get_rule(id_: str) -> Rule:
    """Return a rule by its id; raise ChoiceError with near ones."""
    for rule in RULES:
        if rule.id == id_:
            return rule
    raise ChoiceError("rule", id_, (rule.id for rule in RULES))
