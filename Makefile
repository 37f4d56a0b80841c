# Two commands do everything on a fresh machine: `make run` and `make test`.
# Everything they create stands in .venv, except the database.

PYTHON ?= python3
HOST ?= 127.0.0.1
# The settings read PORT too: PUBLIC_URL follows it where that is not set.
PORT ?= 8000
export PORT
# A slow download of a long CSV keeps a thread to itself; with one thread it would keep everybody waiting.
THREADS := 4
UV_VERSION := 0.13.9
REDOCLY_VERSION := 2.77.0

# Paths are relative throughout, so the folder's own path may hold spaces.
VENV := .venv
PY := $(VENV)/bin/python

.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
.PHONY: help run test proof check schema lint-openapi fuzz clients clean

help:  ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-13s%s\n", $$1, $$2}' Makefile

run: $(VENV)/.installed  ## serve on http://localhost:8000, with demo data when the database is empty
	$(PY) manage.py migrate
	$(PY) manage.py load_demo --if-empty
	$(PY) manage.py load_statements
	@echo "Serving on http://$(HOST):$(PORT) (Ctrl-C stops it)"
	exec $(PY) -m granian --interface wsgi --host $(HOST) --port $(PORT) \
		--blocking-threads $(THREADS) havering_safety.wsgi:application

test: $(VENV)/.installed-dev  ## run the tests; ARGS="-k wards" passes options on to pytest
	$(PY) -m pytest -n 2 $(ARGS)

proof: $(VENV)/.installed-dev  ## run the tests with twenty times as many made examples
	HYPOTHESIS_PROFILE=proof $(PY) -m pytest -n 2 $(ARGS)

check: $(VENV)/.installed-dev  ## check style, types, migrations and the API document
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	$(PY) manage.py makemigrations --check --dry-run
	$(PY) manage.py spectacular --validate --fail-on-warn --file /dev/null

# Neither of the two needs what a fresh machine may lack: they use Node, and minutes.
lint-openapi: $(VENV)/.installed  ## check both API documents with redocly (needs Node 20)
	PUBLIC_URL=https://havering-safety.test $(PY) manage.py write_openapi --both var/openapi
	npx --yes @redocly/cli@$(REDOCLY_VERSION) lint --extends=recommended-strict --format=stylish \
		var/openapi/openapi-3.1.0.yaml var/openapi/openapi-3.0.3.yaml

fuzz: $(VENV)/.installed-dev  ## ask both API documents thousands of made-up questions, one after the other (minutes)
	$(PY) -m pytest tests/contract/fuzzing.py $(ARGS)

schema: $(VENV)/.installed  ## renew docs/openapi.yaml and the examples in it
	$(PY) manage.py write_examples
	$(PY) manage.py write_openapi

clients: $(VENV)/.installed  ## generate six clients and play a story with each; needs Node 20 and Java 17
	$(PY) -m clients

clean:  ## remove the environment and the caches; the database stays
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# pip does the work where uv cannot be had, or cannot reach what pip can: it does not read pip's configuration.
# uv must never fetch a Python of its own: the one that made the environment is the one that runs it.
define install
$(PY) -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION) \
	&& UV_PYTHON_DOWNLOADS=never $(PY) -m uv pip install --quiet --python $(PY) -r $(1) \
	|| $(PY) -m pip install --disable-pip-version-check -r $(1)
touch $@
endef

$(VENV)/.installed: requirements.txt | $(VENV)/.created
	$(call install,$<)

$(VENV)/.installed-dev: requirements-dev.txt requirements.txt | $(VENV)/.created
	$(call install,$<)

$(VENV)/.created:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Havering Safety needs Python 3.11 or later, and $(PYTHON) is not one." \
			"Name another: make run PYTHON=python3.12" >&2; exit 1; }
	$(PYTHON) -m venv --clear $(VENV)
	touch $@
