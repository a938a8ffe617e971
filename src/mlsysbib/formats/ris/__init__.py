"""RIS, which Zotero, EndNote, Mendeley and most databases read and write."""
