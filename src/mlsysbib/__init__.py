"""One source of truth for the papers of machine-learning systems.

`open_library`, `load` and `find_duplicates` are what other programs use; docs/python.md shows how.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mlsysbib.api import Duplicate as Duplicate
    from mlsysbib.api import Papers as Papers
    from mlsysbib.api import find_duplicates as find_duplicates
    from mlsysbib.api import load as load
    from mlsysbib.api import open_library as open_library
    from mlsysbib.problems import ChoiceError as ChoiceError
    from mlsysbib.problems import LoadError as LoadError
    from mlsysbib.problems import MlsysbibError as MlsysbibError

__version__ = "0.1.0"
__all__ = [
    "ChoiceError", "Duplicate", "LoadError", "MlsysbibError", "Papers", "find_duplicates", "load",
    "open_library",
]  # fmt: skip
_ERRORS = frozenset({"ChoiceError", "LoadError", "MlsysbibError"})


def __getattr__(name: str) -> object:
    """Load what other programs use when it is asked for: a command pays nothing for it."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module("mlsysbib.problems" if name in _ERRORS else "mlsysbib.api"), name)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
