"""The query language: `topic:serving year:2020..2024 -is:preprint`.

Terms side by side must all hold; `|` separates alternatives and binds less tightly; `-` denies
a term; parentheses group. A term is `field:value`, where commas separate alternative values, or
a bare word, which is looked for in key, title, system and authors. `*` stands for any
characters; quotes hold a phrase together.
"""
