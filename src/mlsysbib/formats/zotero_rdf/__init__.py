"""Zotero RDF: the format in which Zotero keeps a whole library."""
