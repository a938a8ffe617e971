"""Indexes: bibliographic databases as files that are built once and only looked up."""
