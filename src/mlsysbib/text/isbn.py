"""ISBNs: their last digit is made of the others."""

from __future__ import annotations


def is_isbn(text: str) -> bool:
    """Say whether a text is an ISBN of 10 or 13 digits, hyphens aside, with its check digit.

    >>> is_isbn("978-1-939133-28-1"), is_isbn("9781939133282"), is_isbn("0-306-40615-2")
    (True, False, True)
    """
    digits = text.replace("-", "").upper()
    body = digits[:-1]
    if not (body.isascii() and body.isdecimal() and digits[-1:] in set("0123456789X")):
        return False
    last = 10 if digits[-1] == "X" else int(digits[-1])
    match len(digits):
        case 10:
            return (sum(map(_product, enumerate(body, 1))) - last) % 11 == 0
        case 13 if digits[:3] in {"978", "979"} and digits[-1] != "X":
            weights = (1, 3) * 6
            total = sum(weight * int(digit) for weight, digit in zip(weights, body, strict=True))
            return (total + last) % 10 == 0
    return False


def _product(numbered: tuple[int, str]) -> int:
    return numbered[0] * int(numbered[1])
