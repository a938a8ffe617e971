"""Ask arXiv and Crossref for one paper; the only part that uses the network."""
