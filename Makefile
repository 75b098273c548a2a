# make site   the paper, from content/ into output/
# make test   every test, those in a real browser included
SHELL := /bin/sh
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
PURE := $(VENV)/pure
PINNED := install --require-hashes --requirement
CATALOGUE := linli/locale/en/LC_MESSAGES/linli
COVERAGE := $(abspath $(VENV))/coverage
MEASURED := COVERAGE_FILE=$(COVERAGE)/data $(BIN)/coverage
ARGS ?=
export PYTHONDONTWRITEBYTECODE :=

.PHONY: site test hostile guards check preview bench bench-search bench-networks bench-twins bench-conversion bench-differences bench-decisions bench-preview bench-pictures bench-headlines messages vendor components old-browsers screenshots findings settings lint pins audit sbom clean help

site: $(VENV)/.site
	$(BIN)/linli build $(ARGS)

# With ARGS, which choose some of the tests, nothing is asked of coverage.
test: guards $(VENV)/.browser $(VENV)/.pure
	rm -rf $(COVERAGE) && mkdir $(COVERAGE)
	$(MEASURED) run -m pytest --numprocesses auto --dist loadfile --no-loadscope-reorder $(ARGS)
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

# make bench-conversion ARGS="--corpus PATH": the time of conversion against that of OpenCC alone
bench-conversion: $(VENV)/.test
	$(BIN)/python -m benchmarks.conversion $(ARGS)

# make bench-differences ARGS="--corpus PATH --seed 1": what is converted otherwise than by OpenCC alone, to be read
bench-differences: $(VENV)/.test
	$(BIN)/python -m benchmarks.differences $(ARGS)

# make bench-decisions ARGS="--corpus PATH": the figures of docs/decisions
bench-decisions: $(VENV)/.test $(VENV)/.pure
	$(BIN)/python -m benchmarks.decisions $(ARGS)

# make bench-pictures ARGS="--photos 200": how long photos of 12 megapixels take
bench-pictures: $(VENV)/.test
	$(BIN)/python -m benchmarks.pictures $(ARGS)

# make bench-headlines ARGS="--corpus PATH --seed 1": where headlines break in a browser, and how often within a word
bench-headlines: $(VENV)/.test $(VENV)/.browser
	$(BIN)/python -m benchmarks.headlines $(ARGS)

# make bench-preview: how soon a preview shows the demo paper, and a save; with ARGS="--corpus PATH", the desk on 10,000 articles
bench-preview: $(VENV)/.test $(VENV)/.browser
	$(BIN)/python -m benchmarks.preview $(ARGS)

# make hostile ARGS="--drawings FOLDER --words FOLDER --lines FOLDER": 20,000 random documents, and public collections of attacks
hostile: $(VENV)/.test $(VENV)/.browser
	LINLI_THOROUGH=1 $(BIN)/python -m pytest -n0 tests/test_patterns.py tests/hanzi/test_tokens.py
	$(BIN)/python -m benchmarks.hostile $(ARGS)

# make messages collects the texts for editors into the catalogue; what is new in it waits for its English
messages: $(VENV)/.test
	$(BIN)/pybabel -q extract --no-location --sort-output --omit-header -F linli/locale/babel.cfg -k _ -o $(CATALOGUE).pot linli newsroom plugins
	$(BIN)/pybabel -q update --no-wrap --no-fuzzy-matching --omit-header --ignore-obsolete -l en -D linli -i $(CATALOGUE).pot -o $(CATALOGUE).po
	rm $(CATALOGUE).pot

# make vendor fetches the editor of the desk anew, in the versions that scripts/vendor.py names; it needs npm
vendor:
	$(PYTHON) scripts/vendor.py

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

# make pins takes the newest release of everything that pyproject.toml allows, and writes down which they are;
# make pins KEEP=--keep changes nothing that is there
pins: $(VENV)/.supply
	PATH=$(abspath $(BIN)):$$PATH $(BIN)/python scripts/pins.py $(KEEP)

# make audit looks for known faults in every package of constraints.txt; its database is on the network
audit: $(VENV)/.supply
	$(BIN)/python scripts/audit.py

# make sbom writes build/linli.cdx.json, the bill of materials (CycloneDX) of what the paper is built with
sbom: $(VENV)/.supply
	$(BIN)/python scripts/sbom.py build/linli.cdx.json

clean:
	rm -rf output .output.press build *.egg-info .pytest_cache .ruff_cache .mypy_cache .hypothesis

help:
	@sed -n 's/^# make/make/p' Makefile

$(VENV)/bin/python:
	sh scripts/make-venv $(PYTHON) $(VENV)

# What is installed has the hashes of constraints.txt; pip takes none for the project itself. Installing that compiles the
# catalogue too (setup.py), with the packages that are there by then.
$(VENV)/.site: $(VENV)/bin/python pyproject.toml setup.py constraints.txt scripts/pinned $(CATALOGUE).po
	sh scripts/pinned site > $(VENV)/site.txt
	$(PIP) $(PINNED) $(VENV)/site.txt
	$(PIP) install --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/.test $(VENV)/.supply: $(VENV)/.%: $(VENV)/.site
	sh scripts/pinned $* > $(VENV)/$*.txt
	$(PIP) $(PINNED) $(VENV)/$*.txt
	touch $@

# The other package that converts Chinese, for platforms that OpenCC has no wheel for; it goes before that one.
$(VENV)/.pure: $(VENV)/.test
	sh scripts/pinned opencc-python-reimplemented > $(VENV)/pure.txt
	$(PIP) $(PINNED) $(VENV)/pure.txt --no-deps --target $(PURE) --upgrade
	touch $@

# Chromium and a Chinese font from Debian's packages, for root; others are told what to install.
$(VENV)/.browser: scripts/install-browser
	sh scripts/install-browser
	touch $@
