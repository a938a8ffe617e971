"""A static site of a whole library: pages, search, and what machines read."""
