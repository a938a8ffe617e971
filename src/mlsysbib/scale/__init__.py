"""Scale: the search for duplicates among more references than memory holds."""
