r"""A library must have an `mlsysbib.toml` at its root.

`mlsysbib init` makes a library; `--library DIR` names one. (The example stands for a folder
without the file.)

Good `mlsysbib.toml`:

    title = "Small"
    inherit-venues = false

Bad `mlsysbib.toml`:

    -> nowhere.toml
"""
