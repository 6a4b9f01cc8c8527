# make demo   environment, graph of the sample corpus, a trace and a network page
# make test   environment with the tools for development, and every check
# make editor the editor of the SPARQL page, where npm and its packages can be reached
# make bench  environment with the peers, and the ratios of benchmarks/README.md
# make bench-large  builds of one and ten million quads, and memory over 10,000 documents: benchmarks/large.md
# make release  wheel and sdist in dist/, tried in clean environments, with licences and bill of materials
# make clean  remove what these made

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
BENCH := .venv-bench
RELEASE := .venv-release
STORE := naeringsgraf.store
PAGE := nettverk.html
# Wheels only: building a package would fetch unpinned tools for it.
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
LOCKED := $(INSTALL) --require-hashes --only-binary :all:
# Our own package brings the editor of the SPARQL page only as far as it can be had; what is missing is told in one line.
OURS := NAERINGSGRAF_NO_WEB=1 $(INSTALL) --no-index --no-deps --no-build-isolation -e .
FETCH_EDITOR := $(BIN)/python frontend/vendoring.py
LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate

# Whoever lets Python keep no compiled modules would have all of them compiled anew in each process that a test starts.
unexport PYTHONDONTWRITEBYTECODE

.DELETE_ON_ERROR:
.PHONY: help demo bench bench-large editor release test format lint types tests quality lock clean

help:
	@sed -n 's/^# make /make /p' $(firstword $(MAKEFILE_LIST))

demo: $(VENV)/run.stamp
	$(BIN)/naeringsgraf build data/referat --store $(STORE)
	$(BIN)/naeringsgraf trace --store $(STORE)
	$(BIN)/naeringsgraf network municipality-theme --store $(STORE) -o $(PAGE) --force
	@echo
	@echo "The network page: $(CURDIR)/$(PAGE)"

test: format lint types tests

format: $(VENV)/dev.stamp
	$(BIN)/ruff format --check .

lint: $(VENV)/dev.stamp
	$(BIN)/ruff check .

types: $(VENV)/dev.stamp
	$(BIN)/mypy

tests: $(VENV)/dev.stamp $(VENV)/browser.stamp $(VENV)/virtuoso.stamp
	$(BIN)/python -m pytest -n auto --dist worksteal

# The figures of the extraction as they are now, in the form of tests/quality/floors.toml.
quality: $(VENV)/dev.stamp
	$(BIN)/python tests/quality/measure.py

editor: $(VENV)/made.stamp
	@$(FETCH_EDITOR)

# Side by side with others.
bench: $(BENCH)/bench.stamp
	PYTHONPATH=.:tests:tests/reading $(BENCH)/bin/python -m benchmarks --write

bench-large: $(BENCH)/bench.stamp
	PYTHONPATH=.:tests:tests/reading $(BENCH)/bin/python -m benchmarks --write --large

# Every interpreter that is there, of those that the project says it runs on, gets both; the rest is told.
release: $(RELEASE)/release.stamp
	rm -rf dist && $(RELEASE)/bin/python -m hatchling build -d dist
	$(RELEASE)/bin/python tests/release.py dist

lock:
	@command -v uv >/dev/null || { echo "make lock needs uv: pip install uv" >&2; exit 1; }
	$(LOCK) pyproject.toml requirements/build.in -o requirements/run.txt
	$(LOCK) --extra bench -c requirements/run.txt pyproject.toml requirements/build.in -o requirements/bench.txt
	$(LOCK) --extra cluster --extra dev --extra fast --extra mcp --extra notebook --extra picture -c requirements/run.txt pyproject.toml requirements/build.in -o requirements/dev.txt
	$(LOCK) --extra release -c requirements/run.txt pyproject.toml requirements/build.in -o requirements/release.txt

clean:
	rm -rf $(VENV) $(BENCH) $(RELEASE) dist $(STORE) $(PAGE) src/naeringsgraf/web/static/vendor

$(VENV)/made.stamp:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "$(PYTHON) is not Python 3.11 or newer. Name one that is: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
		echo "$(PYTHON) cannot make an environment. On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	@touch $@

$(VENV)/run.stamp: $(VENV)/made.stamp requirements/run.txt pyproject.toml frontend/package-lock.json
	$(LOCKED) -r requirements/run.txt
	$(OURS)
	@$(FETCH_EDITOR) || :
	@touch $@

$(VENV)/dev.stamp: $(VENV)/made.stamp requirements/dev.txt pyproject.toml frontend/package-lock.json
	$(LOCKED) -r requirements/dev.txt
	$(OURS)
	@$(FETCH_EDITOR) || :
	@touch $@ $(VENV)/run.stamp

# An environment of its own: what we are compared with is never part of what is tested.
$(BENCH)/bench.stamp: requirements/bench.txt pyproject.toml
	@$(PYTHON) -m venv $(BENCH) || { rm -rf $(BENCH); exit 1; }
	$(subst $(BIN),$(BENCH)/bin,$(LOCKED)) -r requirements/bench.txt
	$(subst $(BIN),$(BENCH)/bin,$(OURS))
	@touch $@

$(RELEASE)/release.stamp: requirements/release.txt pyproject.toml
	@$(PYTHON) -m venv $(RELEASE) || { rm -rf $(RELEASE); exit 1; }
	$(subst $(BIN),$(RELEASE)/bin,$(LOCKED)) -r requirements/release.txt
	@touch $@

# The pages are tried in the system's Chromium; where it can be had neither way, those tests say that they were skipped.
$(VENV)/browser.stamp: $(VENV)/made.stamp
	@for name in chromium chromium-browser google-chrome; do command -v $$name >/dev/null && exit 0; done; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		{ apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium; } >/dev/null \
		|| echo "Chromium could not be installed; the tests of the pages are skipped." >&2; \
	else echo "No Chromium here, and no right to install it; the tests of the pages are skipped." >&2; fi
	@touch $@

# Endpoints are tried against Oxigraph, which comes as a wheel, and Virtuoso; where that cannot be had, its tests say that
# they were skipped. Each test starts its own on a free port of this machine.
$(VENV)/virtuoso.stamp: $(VENV)/made.stamp
	@command -v virtuoso-t >/dev/null && exit 0; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		{ apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends virtuoso-opensource-7-bin; } >/dev/null \
		|| echo "Virtuoso could not be installed; the tests against it are skipped." >&2; \
	else echo "No Virtuoso here, and no right to install it; the tests against it are skipped." >&2; fi
	@touch $@
