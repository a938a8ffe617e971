"""HTML: the parts that every page is made of, and a selection as one page."""
