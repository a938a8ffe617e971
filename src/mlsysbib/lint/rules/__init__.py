"""The rules that are code, by what they look at; `lint.RULES` is the table of all."""
