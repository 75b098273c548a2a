# make site   the paper, from content/ into output/
# make test   every test, those in a real browser included
SHELL := /bin/sh
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
PURE := $(VENV)/pure
CATALOGUE := linli/locale/en/LC_MESSAGES/linli
ARGS ?=

.PHONY: site test check preview bench bench-search bench-preview bench-pictures messages screenshots findings settings lint pins clean help

site: $(VENV)/.site
	$(BIN)/linli build $(ARGS)

test: $(VENV)/.test $(VENV)/.browser $(VENV)/.pure
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/python -m pytest $(ARGS)
	LINLI_ENGINE=$(notdir $(PURE)) PYTHONPATH=$(PURE) $(BIN)/python -m pytest tests/hanzi/test_converter.py

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

# make bench-pictures ARGS="--photos 200": how long photos of 12 megapixels take
bench-pictures: $(VENV)/.test
	$(BIN)/python -m benchmarks.pictures $(ARGS)

# make bench-preview: how soon a preview shows the demo paper, and a save
bench-preview: $(VENV)/.test $(VENV)/.browser
	$(BIN)/python -m benchmarks.preview $(ARGS)

# make messages collects the texts for editors into the catalogue; what is new in it waits for its English
messages: $(VENV)/.site
	$(BIN)/pybabel -q extract --no-location --sort-output --omit-header -k _ -o $(CATALOGUE).pot linli newsroom plugins
	$(BIN)/pybabel -q update --no-wrap --no-fuzzy-matching --omit-header --ignore-obsolete -l en -D linli -i $(CATALOGUE).pot -o $(CATALOGUE).po
	rm $(CATALOGUE).pot

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

pins: $(VENV)/.test
	{ echo "# Exact versions of everything that is installed; \`make pins\` makes it anew."; \
	  $(BIN)/python -m pip list --format=freeze | grep -v -i -E '^(linli|pip|setuptools)='; } > constraints.txt

clean:
	rm -rf output .output.press build *.egg-info .pytest_cache .ruff_cache .hypothesis

help:
	@sed -n 's/^# make/make/p' Makefile

$(VENV)/bin/python:
	sh scripts/make-venv $(PYTHON) $(VENV)

$(VENV)/.site: $(VENV)/bin/python pyproject.toml constraints.txt
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
