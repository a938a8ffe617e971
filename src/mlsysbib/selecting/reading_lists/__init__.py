"""Reading lists: Markdown whose bullets cite `@keys`, resolved against a library."""
