# make site   the paper, from content/ into output/
# make test   every test, those in a real browser included
SHELL := /bin/sh
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
PURE := $(VENV)/pure
FREEZE := $(BIN)/python -m pip --disable-pip-version-check list --format=freeze
CATALOGUE := linli/locale/en/LC_MESSAGES/linli
COVERAGE := $(abspath $(VENV))/coverage
MEASURED := COVERAGE_FILE=$(COVERAGE)/data $(BIN)/coverage
ARGS ?=

.PHONY: site test guards check preview bench bench-search bench-networks bench-twins bench-decisions bench-preview bench-pictures messages components old-browsers screenshots findings settings lint pins clean help

site: $(VENV)/.site
	$(BIN)/linli build $(ARGS)

# With ARGS, which choose some of the tests, nothing is asked of coverage.
test: guards $(VENV)/.browser $(VENV)/.pure
	rm -rf $(COVERAGE) && mkdir $(COVERAGE)
	$(MEASURED) run -m pytest --numprocesses auto --dist loadfile $(ARGS)
	LINLI_ENGINE=$(notdir $(PURE)) PYTHONPATH=$(PURE) $(BIN)/python -m pytest tests/hanzi/test_converter.py
	$(MEASURED) combine --quiet
	$(MEASURED) report $(if $(ARGS),--fail-under=0)

# Style, spelling, import rules, types: all that takes seconds.
guards: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/codespell
	$(BIN)/lint-imports --no-cache
	$(BIN)/mypy

check: $(VENV)/.site
	$(BIN)/linli check $(ARGS)

preview: $(VENV)/.site
	$(BIN)/linli preview $(ARGS)

# make bench ARGS="--corpus PATH" writes articles from a corpus and measures
bench: $(VENV)/.test
	$(BIN)/python -m benchmarks $(ARGS)

# make bench-search ARGS="--corpus PATH" searches in a real browser, against plain substring search
bench-search: $(VENV)/.test $(VENV)/.browser
	$(BIN)/python -m benchmarks.search $(ARGS)

# make bench-networks ARGS="--corpus PATH" waits for the first result on slow networks
bench-networks: $(VENV)/.test $(VENV)/.browser
	$(BIN)/python -m benchmarks.networks $(ARGS)

# make bench-twins ARGS="--corpus PATH": what twins add to a build
bench-twins: $(VENV)/.test
	$(BIN)/python -m benchmarks.twins $(ARGS)

# make bench-decisions ARGS="--corpus PATH": the figures of docs/decisions
bench-decisions: $(VENV)/.test $(VENV)/.pure
	$(BIN)/python -m benchmarks.decisions $(ARGS)

# make bench-pictures ARGS="--photos 200": how long photos of 12 megapixels take
bench-pictures: $(VENV)/.test
	$(BIN)/python -m benchmarks.pictures $(ARGS)

# make bench-preview: how soon a preview shows the demo paper, and a save
bench-preview: $(VENV)/.test $(VENV)/.browser
	$(BIN)/python -m benchmarks.preview $(ARGS)

# make messages collects the texts for editors into the catalogue; what is new in it waits for its English
messages: $(VENV)/.test
	$(BIN)/pybabel -q extract --no-location --sort-output --omit-header -k _ -o $(CATALOGUE).pot linli newsroom plugins
	$(BIN)/pybabel -q update --no-wrap --no-fuzzy-matching --omit-header --ignore-obsolete -l en -D linli -i $(CATALOGUE).pot -o $(CATALOGUE).po
	rm $(CATALOGUE).pot

# make components writes one page with every example of each component of the theme, by day and by night
components: $(VENV)/.test
	$(BIN)/python -m tests.theme.showcase

# make old-browsers looks at the demo paper in Chromium 78 to 119, which npm fetches into .venv (50 MB each); ARGS="78 92" chooses
old-browsers: $(VENV)/.test $(VENV)/.browser
	$(BIN)/python -m tests.old $(ARGS)

# make screenshots takes the pictures of the guides anew
screenshots: $(VENV)/.test $(VENV)/.browser
	$(BIN)/python scripts/screenshots.py

# make findings writes docs/findings.md: every finding of linli/findings.toml, with its example run
findings: $(VENV)/.test
	$(BIN)/python -m tests.casebook > docs/findings.md

# make settings writes docs/settings.md: every setting of linli/settings/table.py
settings: $(VENV)/.site
	$(BIN)/python -m linli.settings.document > docs/settings.md

lint: $(VENV)/.test
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# make pins takes the newest release of everything that pyproject.toml allows, and writes down which they are. The numpy for
# Python 3.11 is not the one for 3.15, which takes what there is.
pins: $(VENV)/.test $(VENV)/.pure
	$(PIP) install --upgrade --upgrade-strategy eager --editable '.[test]'
	{ echo "# Exact versions of everything that is installed; \`make pins\` makes it anew."; \
	  { $(FREEZE); $(FREEZE) --path $(PURE); } | \
	    grep -v -i -E '^(linli|pip|setuptools)=' | sed "s/^numpy==.*/&; python_version < '3.15'/" | LC_ALL=C sort -f; } > constraints.txt

clean:
	rm -rf output .output.press build *.egg-info .pytest_cache .ruff_cache .mypy_cache .hypothesis

help:
	@sed -n 's/^# make/make/p' Makefile

$(VENV)/bin/python:
	sh scripts/make-venv $(PYTHON) $(VENV)

# Installing compiles the catalogue too (setup.py).
$(VENV)/.site: $(VENV)/bin/python pyproject.toml setup.py constraints.txt $(CATALOGUE).po
	$(PIP) install --constraint constraints.txt --editable .
	touch $@

$(VENV)/.test: $(VENV)/.site
	$(PIP) install --constraint constraints.txt --editable '.[test]'
	touch $@

# The other package that converts Chinese, for platforms that OpenCC has no wheel for; it goes before that one.
$(VENV)/.pure: $(VENV)/.test
	$(PIP) install --constraint constraints.txt --no-deps --target $(PURE) --upgrade opencc-python-reimplemented
	touch $@

# Chromium and a Chinese font from Debian's packages, for root; others are told what to install.
$(VENV)/.browser: scripts/install-browser
	sh scripts/install-browser
	touch $@
