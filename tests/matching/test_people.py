from __future__ import annotations

import pytest

from mlsysbib.matching.records.people import parse_authors


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kwon, Woosuk", ["kwon w"]),
        ("Woosuk Kwon", ["kwon w"]),
        ("Kwon W", ["kwon w"]),
        ("Kwon W.S.", ["kwon w"]),
        ("W.S. Kwon", ["kwon w"]),
        ("r.e. schapire", ["schapire r"]),
        ("van der Berg, Jan", ["berg j"]),
        ("Jan van der Berg", ["berg j"]),
        ("Sutton, III, Charles", ["sutton c"]),
        ("Lynch, T. J., Jr.", ["lynch t"]),
        ("Lynch Jr, T. J.", ["lynch t"]),
        ("Müller, K.-R.", ["muller k"]),
        (r"M{\"u}ller, Klaus", ["muller k"]),
        ("{DeepSeek-AI}", ["deepseekai "]),
        ("Li Wang 0001", ["wang l"]),
        ("A. Smith and B. Jones", ["smith a", "jones b"]),
        ("Smith, A.; Jones, B.", ["smith a", "jones b"]),
        ("Smith, A., Jones, B., Lee, C.", ["smith a", "jones b", "lee c"]),
        ("LeCun Y, Bengio Y, Hinton G", ["lecun y", "bengio y", "hinton g"]),
        ("m. kearns, m. li", ["kearns m", "li m"]),
        ("Ashish Vaswani and others", ["vaswani a"]),
        ("et al.", []),
        ("Anonymous", []),
        ("?", []),
        ("", []),
    ],
)
def test_names_are_read_in_either_order(text: str, expected: list[str]) -> None:
    assert [f"{author.family} {author.initial}" for author in parse_authors(text)] == expected
