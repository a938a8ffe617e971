"""mlsysbib: one source of truth for the papers of machine-learning systems."""

__version__ = "0.1.0"
