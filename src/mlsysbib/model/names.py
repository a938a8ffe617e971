"""Names of people and organisations, as they stand in an entry's `authors`."""

import msgspec


class Person(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A person's name in parts, as CSL and BibTeX split it."""

    family: str
    given: str = ""
    particle: str = ""
    suffix: str = ""


class Organization(msgspec.Struct, frozen=True):
    """A body that is an author in its own name; never split or inverted."""

    name: str


Name = Person | Organization
# The string form is the rule; a table only stands where the string would be read differently.
StoredName = str | Person


class NameFormatError(ValueError):
    """A name string cannot be parsed."""


def parse_name(text: str) -> Name:
    """Read `"Family, Given"`, `"particle Family, Suffix, Given"` or `"{Organisation}"`.

    >>> parse_name("van der Berg, Jan")
    Person(family='Berg', given='Jan', particle='van der', suffix='')

    Raises NameFormatError for an empty part or a third comma.
    """
    if text[:1] == "{" and text[-1:] == "}":
        if not (name := text[1:-1].strip()):
            raise NameFormatError("an organisation without a name")
        return Organization(name)
    parts = [part.strip() for part in text.split(",")]
    if not all(parts) or len(parts) > _MOST_PARTS:
        raise NameFormatError(f"{text!r} is no name of the form 'Family, Given'")
    particle, family = split_particle(parts[0])
    suffix = parts[1] if len(parts) == _MOST_PARTS else ""
    return Person(family, parts[-1] if len(parts) > 1 else "", particle, suffix)


_MOST_PARTS = 3  # family, suffix, given


def split_particle(family: str) -> tuple[str, str]:
    """Return the small words before a family name, and the name itself."""
    if not family[:1].islower():
        return "", family
    words = family.split()
    count = 0
    while count < len(words) - 1 and words[count][0].islower():
        count += 1
    return " ".join(words[:count]), " ".join(words[count:])


def format_name(name: Name) -> str:
    """Write a name in its string form; `parse_name(format_name(n)) == n` for a readable one."""
    if isinstance(name, Organization):
        return f"{{{name.name}}}"
    family = f"{name.particle} {name.family}" if name.particle else name.family
    return ", ".join(part for part in (family, name.suffix, name.given) if part)


def stored_name(name: Name) -> StoredName:
    """Return the string form, or the parts themselves where the string reads differently."""
    text = format_name(name)
    try:
        same = parse_name(text) == name
    except NameFormatError:
        same = False
    return text if same or isinstance(name, Organization) else name


def read_name(stored: StoredName) -> Name:
    """Return the name that an entry's `authors` holds in either form."""
    return parse_name(stored) if isinstance(stored, str) else stored


def short_name(name: Name) -> str:
    """Return what a person is called in running text: particle and family, or the body's name."""
    if isinstance(name, Organization):
        return name.name
    return f"{name.particle} {name.family}" if name.particle else name.family


def display_name(name: Name) -> str:
    """Return a name in reading order: `Jan van der Berg`, `Charles Sutton III`."""
    if isinstance(name, Organization):
        return name.name
    parts = (name.given, name.particle, name.family, name.suffix)
    return " ".join(part for part in parts if part)


_SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})


def split_display_name(text: str) -> Person:
    """Read a person's name in reading order, as registries and pages print it.

    The last word is the family name, with the small words before it; a suffix may follow.

    >>> split_display_name("Jan van der Berg")
    Person(family='Berg', given='Jan', particle='van der', suffix='')
    >>> format_name(split_display_name("Charles Sutton III"))
    'Sutton, III, Charles'
    """
    words = text.replace(",", " ").split()
    suffix = words.pop() if len(words) > 2 and words[-1].lower() in _SUFFIXES else ""  # noqa: PLR2004  # given, family, suffix
    if not words:
        raise NameFormatError("an empty name")
    start = len(words) - 1
    while start > 1 and words[start - 1][:1].islower():
        start -= 1
    *particles, family = words[start:]
    return Person(family, " ".join(words[:start]), " ".join(particles), suffix)
