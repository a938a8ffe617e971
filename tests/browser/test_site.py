"""The site in a real browser: searching, filtering, selecting, copying, by keyboard and in any size."""

from __future__ import annotations
