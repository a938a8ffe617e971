"""The site in a real browser: searching, filtering, selecting, copying, by keyboard and in any size."""

from __future__ import annotations

import re
import shutil
import subprocess
import urllib.parse
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from browser.conftest import Visitor
from browser.visiting import DESKTOP, PHONE, barriers, overflow
from clients.programs import need
from mlsysbib.model.library import Library
from mlsysbib.site.making import Settings
from mlsysbib.site.references import References
from mlsysbib.site.serving import Preview, listening
from mlsysbib.site.site_files import plan_site
from mlsysbib.site.writing import write_site
from site_parts import hostile_library
