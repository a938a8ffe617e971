from __future__ import annotations

import pytest

from mlsysbib.text.abbreviations import abbreviate_title


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("IEEE Transactions on Computers", "IEEE Trans. Comput."),
        ("Journal of Machine Learning Research", "J. Mach. Learn. Res."),
        ("Communications of the ACM", "Commun. ACM"),
        (
            "ACM Transactions on Architecture and Code Optimization",
            "ACM Trans. Archit. Code Optim.",
        ),
        ("Advances in Neural Information Processing Systems", "Adv. Neural Inf. Process. Syst."),
        (
            "16th USENIX Symposium on Operating Systems Design and Implementation (OSDI 22)",
            "16th USENIX Symp. Oper. Syst. Des. Implement. (OSDI 22)",
        ),
        (
            "Proceedings of the Architecture, Support & Languages Conference",
            "Proc. Archit., Support Lang. Conf.",
        ),
        ("Queue", "Queue"),
        ("", ""),
    ],
)
def test_words_are_abbreviated_and_prepositions_left_out(title: str, short: str) -> None:
    assert abbreviate_title(title) == short
