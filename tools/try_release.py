"""Install wheels or source distributions in empty environments, and use each as a newcomer would.

python tools/try_release.py dist/*.whl dist/*.tar.gz
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

BIB = """\
@inproceedings{vllm,
  title={Efficient Memory Management for Large Language Model Serving with PagedAttention},
  author={Roe, Max and Poe, Edna}, booktitle={SOSP}, year={2023}
}
"""
PROGRAM = """\
import mlsysbib

library = mlsysbib.open_library()
orca = library["yu2022orca"]
assert orca.published.venue == "osdi"
papers = library.query("topic:serving", "year:2022..")
assert len(papers) > 10
text = library.export([orca], "bibtex", target="acm")
assert "@inproceedings{yu2022orca," in text
assert library.tidy(text).fates[0][1].value == "matched"
assert mlsysbib.find_duplicates(text + text.replace("yu2022orca", "other"))
"""
# Arguments -> what they print, and the exit code.
COMMANDS = (
    (("export", "vllm"), "@inproceedings{kwon2023efficient,", 0),
    (("verify", "refs.bib"), "refs.bib:1: vllm: differs (serious): author", 1),
    (("tidy", "orca.bib"), "@inproceedings{mine,", 0),
    (("export", "yu2022orca", "--for", "typst"), "date          = {2022-07},", 0),
)


def main(packages: list[str]) -> int:
    """Try each package; return 1 if one fails."""
    for package in packages:
        with tempfile.TemporaryDirectory() as folder:
            start = time.monotonic()
            try_package(Path(package).resolve(), Path(folder))
            seconds = time.monotonic() - start
            version = sys.version.split()[0]
            print(f"{Path(package).name}: works on Python {version}, {seconds:.0f} s")
    return 0 if packages else 1


def try_package(package: Path, folder: Path) -> None:
    """Install a package below a folder and use it; raise AssertionError where it fails."""
    subprocess.run([sys.executable, "-m", "venv", str(folder / "venv")], check=True)
    programs = folder / "venv" / ("Scripts" if os.name == "nt" else "bin")
    python = str(programs / "python")
    subprocess.run([python, "-m", "pip", "install", "--quiet", str(package)], check=True)
    here = folder / "a folder with spaces"
    here.mkdir()
    # Lines of a file of Windows end otherwise, and have to stay.
    here.joinpath("refs.bib").write_bytes(BIB.replace("\n", "\r\n").encode())
    orca = "@misc{mine, title={Orca: A Distributed Serving System for Transformer-Based Generative"
    here.joinpath("orca.bib").write_text(orca + " Models}, author={Yu, Gyeong-In}, year=2022}\n")
    here.joinpath("ten_lines.py").write_text(PROGRAM)
    environment = {name: text for name, text in os.environ.items() if name != "PYTHONPATH"}
    environment |= {"MLSYSBIB_INDEX": "none"}
    for arguments, expected, code in COMMANDS:
        done = subprocess.run(
            [str(programs / "mlsysbib"), *arguments],
            cwd=here,
            env=environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert expected in done.stdout, (arguments, done.stdout, done.stderr)
        assert done.returncode == code, (arguments, done.stderr)
    subprocess.run([python, "ten_lines.py"], cwd=here, env=environment, check=True)
    shared = folder / "venv" / "share"
    assert (shared / "man" / "man1" / "mlsysbib-export.1").is_file()
    assert (shared / "bash-completion" / "completions" / "mlsysbib").is_file()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
