from __future__ import annotations

import pytest

from mlsysbib.text.formula import math_to_html


@pytest.mark.parametrize(
    ("math", "html"),
    [
        ("n", "n"),
        ("n^2", "n<sup>2</sup>"),
        ("x_{ij}", "x<sub>ij</sub>"),
        ("x_i^{n+1}", "x<sub>i</sub><sup>n+1</sup>"),
        ("a_{}", "a<sub></sub>"),
        ("a < b & c", "a &lt; b &amp; c"),
        ("x^{<b>}", "x<sup>&lt;b&gt;</sup>"),
        (r"O(n \log n)", "O(n log n)"),
        (r"\lambda", "λ"),
        (r"\mu_2", "μ<sub>2</sub>"),
        (r"\unheard x", r"\unheard x"),
        ('f("x")', 'f("x")'),
    ],
)
def test_symbols_and_scripts_are_rendered_and_the_rest_stays(math: str, html: str) -> None:
    assert math_to_html(math) == html
