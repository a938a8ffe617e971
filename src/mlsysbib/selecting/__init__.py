"""Every way to a selection: queries, cited keys, reading lists, grouping and splitting."""
