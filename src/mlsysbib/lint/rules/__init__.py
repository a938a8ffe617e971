"""One module a rule: its docstring is its manual page, with a good and a bad example."""
