"""Strings only: markup of titles, LaTeX, words. Imports nothing of ours."""
