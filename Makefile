# Two commands are enough: `make site` builds every roadmap, `make test` runs all tests.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV ?= uv
INSTALLED := $(VENV)/.installed

# How much of each roadmap `make audit` looks at in a browser; 0 is all of it.
PAGES ?= 0
DEEP ?= 0

# Modules are compiled once, not in each of the many programs that tests and builds start.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help install site serve test explore transcriptions check audit docs pictures lint format lock accept clean

help: ## what there is to run
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(INSTALLED): requirements.lock pyproject.toml setup.py
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed, this is %s. Try: make PYTHON=python3.11" % sys.version.split()[0] if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

install: $(INSTALLED) ## make .venv with the locked dependencies

site: $(INSTALLED) ## build every roadmap to site/
	$(BIN)/digitiekartta build

serve: $(INSTALLED) ## preview a roadmap: make serve NAME=esimerkkila
	$(BIN)/digitiekartta serve $(NAME)

check: $(INSTALLED) ## read and check the content
	$(BIN)/digitiekartta check

test: $(INSTALLED) ## run all tests, style and type checks
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -n 3 --dist loadfile

explore: $(INSTALLED) ## run the property tests with new random examples: what fails becomes an @example
	$(BIN)/pytest -n 2 --dist loadfile -m hypothesis --hypothesis-profile explore

transcriptions: $(INSTALLED) ## compare the real roadmaps with what was transcribed of their sources
	STRICT=1 $(BIN)/pytest tests/test_transcriptions.py

audit: site ## audit every roadmap in a browser, warnings are faults: all (an hour), or make audit PAGES=6 DEEP=1
	@for site in site/*/; do test ! -f $$site/index.html || $(BIN)/digitiekartta audit $$site --max-pages $(PAGES) --deep $(DEEP) --strict || exit; done

docs: $(INSTALLED) ## make the documentation a site: site/ohjelma/
	$(BIN)/python -m docs.making

pictures: $(INSTALLED) ## take the pictures of the documentation anew (needs Chromium)
	$(BIN)/python -m docs.making.pictures

lint: $(INSTALLED) ## mend what ruff can mend, then check types
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/mypy

accept: $(INSTALLED) ## take today's pages of tests/kunnat/ as the expected ones
	$(BIN)/python -m tests.accept

lock: ## renew requirements.lock, requirements-core.lock and requirements-publish.lock from pyproject.toml (needs uv)
	$(BIN)/pip-compile --quiet --all-extras --generate-hashes --allow-unsafe --strip-extras --no-emit-index-url --no-emit-find-links --no-annotate --output-file requirements.lock pyproject.toml
	# The same without extras and for every operating system, for the projects that init writes.
	$(UV) pip compile --quiet --universal --python-version 3.11.0 --generate-hashes --no-annotate --no-header --no-emit-index-url --no-emit-find-links --constraint requirements.lock --output-file requirements-core.lock pyproject.toml
	# And what publishing needs besides: the audit in a browser, object stores.
	$(UV) pip compile --quiet --universal --python-version 3.11.0 --generate-hashes --no-annotate --no-header --no-emit-index-url --no-emit-find-links --constraint requirements.lock --extra audit --extra objects $$(sed -nE 's/^([a-z0-9-]+)==.*/--no-emit-package \1/p' requirements-core.lock) --output-file requirements-publish.lock pyproject.toml

clean: ## remove what was produced
	rm -rf build site .cache
