"""Ask arXiv and Crossref for one paper, hand papers to Zotero: the only part that uses httpx."""
