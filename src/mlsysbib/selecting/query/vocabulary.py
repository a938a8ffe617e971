"""The words of the query language and of orders, for those who only need to name them."""

FIELDS = (
    "key", "venue", "kind", "year", "author", "title", "topic", "list", "doi", "arxiv", "system",
    "status", "is", "has",
)  # fmt: skip
KINDS = ("conference", "workshop", "journal")
ORDERS = ("key", "year", "-year", "title", "venue", "author")
