"""Readers of bibliographic databases: each yields works, one at a time."""
