# make bib   writes build/mlsys.bib from the library of this repository
# make index builds the default index of index-data/ (the first command that asks it would)
# make docs  builds the manual as a site in build/docs, make reference its command line
# make check runs linters, types and the tests that need no other program, in a minute
# make test  runs all tests; with MLSYSBIB_REQUIRE_CLIENTS=1 LaTeX, biber and pandoc are required
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

PARALLEL := --numprocesses auto --dist worksteal
SOURCES := src tests benchmarks build_hook.py

.PHONY: bib index lint check test docs reference format clean

bib: $(VENV)/installed
	mkdir -p build
	$(BIN)/mlsysbib export --format bibtex --output build/mlsys.bib

index: $(VENV)/installed
	$(BIN)/mlsysbib index build

lint: $(VENV)/test-installed
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/ruff format --check $(SOURCES)
	$(BIN)/mypy

check: lint
	$(BIN)/pytest $(PARALLEL) --hypothesis-profile quick \
	  --ignore tests/clients --ignore tests/browser

test: lint
	$(BIN)/pytest $(PARALLEL) --cov --cov-report=

docs: $(VENV)/docs-installed
	$(BIN)/mkdocs build

reference: $(VENV)/test-installed
	$(BIN)/python tools/make_reference.py

format: $(VENV)/test-installed
	$(BIN)/ruff check --fix $(SOURCES)
	$(BIN)/ruff format $(SOURCES)
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

$(VENV)/docs-installed: $(VENV)/bin/pip pyproject.toml
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[docs]'
	touch $@
