"""Where a DOI and an arXiv identifier lead; apart from how they are found, which costs start-up."""

ARXIV_DOI = "10.48550/arXiv."


def doi_url(doi: str) -> str:
    """Return where a DOI leads; "" for none."""
    return f"https://doi.org/{doi}" if doi else ""


def arxiv_url(id_: str) -> str:
    """Return the page of an arXiv identifier."""
    return f"https://arxiv.org/abs/{id_}"


def arxiv_pdf_url(id_: str) -> str:
    """Return the PDF of an arXiv identifier."""
    return f"https://arxiv.org/pdf/{id_}"


def is_arxiv_doi(doi: str) -> bool:
    """Say whether a DOI is one that arXiv registers."""
    return doi[: len(ARXIV_DOI)].casefold() == ARXIV_DOI.casefold()
