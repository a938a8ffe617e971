"""Files to model and back; the only part that knows the layout of a library on disk."""
