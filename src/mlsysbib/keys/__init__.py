"""Citation keys: a pattern language, proposals for new papers, and the promise that keys last."""
