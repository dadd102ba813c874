# Needs Python 3.11 or later with venv, and make; everything else comes from the lock into .venv and .uv.

PYTHONS := python3 python3.14 python3.13 python3.12 python3.11
PYTHON  ?= $(firstword $(foreach p,$(PYTHONS),$(shell $(p) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $(p))))
UV      := .uv/bin/uv
BIN     := .venv/bin
PYTEST  := $(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder

# The tests start dozens of processes: each would compile every module anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run test check assets browser help
.DEFAULT_GOAL := help

run: .venv/.installed  ## run the whole platform with a demo programme on http://localhost:8000
	@exec $(BIN)/lahio up --demo

test: .venv/.installed-dev  ## test everything over real servers
	@$(PYTEST)

check: .venv/.installed-dev  ## everything before a commit: format, lint, types, import rules, tests
	@$(BIN)/ruff format --check
	@$(BIN)/ruff check
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(PYTEST)

assets: .venv/.installed  ## fetch anew what browsers need of other projects (deploy/assets.toml)
	@$(BIN)/python -m deploy.assets

browser: .venv/.installed-dev  ## a Chromium for the tests of pages, where the machine has none
	@$(BIN)/python -m tests.browser.chromium

help:
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/ —/; s/^/make /'

# --inexact: what the tests need may stay when `make run` follows `make test`.
.venv/.installed: uv.lock pyproject.toml | $(UV)
	$(UV) sync --frozen --no-dev --inexact --python .uv/bin/python
	@touch $@

.venv/.installed-dev: uv.lock pyproject.toml | $(UV)
	$(UV) sync --frozen --python .uv/bin/python
	@touch $@ .venv/.installed

$(UV):
	@test -n "$(PYTHON)" || { echo "Lähiö needs Python 3.11 or later: install it, or name it with make PYTHON=/path/to/python3"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "$(PYTHON) lacks venv: install it (Debian, Ubuntu: apt install python3-venv)"; exit 1; }
	$(PYTHON) -m venv .uv
	.uv/bin/python -m pip install --quiet --disable-pip-version-check uv==0.13.9
