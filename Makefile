# make bib   writes build/mlsys.bib from the library of this repository
# make test  runs the tests; with MLSYSBIB_REQUIRE_CLIENTS=1 LaTeX, biber and pandoc are required
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: bib test format clean

bib: $(VENV)/installed
	mkdir -p build
	$(BIN)/mlsysbib export --format bibtex --output build/mlsys.bib

test: $(VENV)/test-installed
	$(BIN)/ruff check src tests benchmarks build_hook.py
	$(BIN)/ruff format --check src tests benchmarks build_hook.py
	$(BIN)/mypy
	$(BIN)/pytest

format: $(VENV)/test-installed
	$(BIN)/ruff check --fix src tests benchmarks build_hook.py
	$(BIN)/ruff format src tests benchmarks build_hook.py
	$(BIN)/mlsysbib fmt

clean:
	rm -rf $(VENV) build dist

$(VENV)/bin/pip:
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: $(VENV)/bin/pip pyproject.toml
	$(BIN)/pip install --quiet --disable-pip-version-check --editable .
	touch $@

$(VENV)/test-installed: $(VENV)/bin/pip pyproject.toml
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[test]'
	touch $@
