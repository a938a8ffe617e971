r"""A key must stand once on each side of a key map.

Two entries under one new key would be one to BibTeX, which ignores the case of keys.

Good `keys.tsv`:

    yu2022orca -> orca
    kwon2023efficient -> vllm

Bad `keys.tsv`:

    yu2022orca -> orca
    kwon2023efficient -> Orca
"""
