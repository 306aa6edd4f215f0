# Two commands matter: `make publish` leaves the site, `make test` proves the whole. Each makes `.venv` by itself.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install -qq --constraint constraints.txt
export NO_MKDOCS_2_WARNING = 1
DAY = $(shell TZ=Asia/Bishkek git log -1 --date=format-local:%Y-%m-%d --format=%cd 2>/dev/null)

.PHONY: publish check serve test lint tools faults bench shots clean
.DEFAULT_GOAL := publish

publish: .venv/.site
	@$(BIN)/python scripts/publish_site.py

check: .venv/.site
	@$(BIN)/sapat check

serve: .venv/.site
	@$(BIN)/mkdocs serve

# All tests. What needs a program that is not here is not run, and the last line counts it.
test: .venv/.dev lint tools
	$(BIN)/sapat --today $(DAY) check
	SAPAT_TODAY=$(DAY) $(BIN)/mkdocs build --strict --quiet --site-dir build/strict
	$(BIN)/python -m pytest -n 2
	@echo "all tests passed; not run: $$(cat build/not-run)"

lint: .venv/.dev
	$(BIN)/ruff format --check src tests scripts bench ci
	$(BIN)/ruff check src tests scripts bench ci
	$(BIN)/mypy
	$(BIN)/zizmor --offline --quiet --persona=pedantic .github/workflows

# Every write of every verb and of a push struck in every way; clones, tampering, lives. Hours on two cores. EVERY=1 for
# errors at every point.
EVERY ?= 4
faults: .venv/.dev tools
	@$(BIN)/python -m tests.faults --every $(EVERY)

# The browser of the site tests, what looks into PDFs, ssh-keygen, the C compiler of the fault tests. Without root, or where
# apt has none, the tests that need them are counted as not run.
tools:
	@wanted=; \
	command -v chromium >/dev/null || wanted="$$wanted chromium"; \
	command -v pdftotext >/dev/null || wanted="$$wanted poppler-utils"; \
	command -v qpdf >/dev/null || wanted="$$wanted qpdf"; \
	command -v ssh-keygen >/dev/null || wanted="$$wanted openssh-client"; \
	command -v cc >/dev/null || wanted="$$wanted gcc libc6-dev"; \
	if [ -n "$$wanted" ] && [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  echo "installing$$wanted"; \
	  apt-get update -qq; \
	  for one in $$wanted; do \
	    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$one >/dev/null \
	      || echo "$$one could not be installed" >&2; \
	  done; \
	fi

bench: .venv/.dev
	@$(BIN)/python -m bench

shots: .venv/.dev tools
	@$(BIN)/python -m tests.site.shots

clean:
	rm -rf build site dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find src tests scripts bench -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "sapat needs Python 3.11 or newer, and $(PYTHON) is $$($(PYTHON) --version 2>/dev/null || echo not there)" >&2; \
	  echo "  → name one: make $(MAKECMDGOALS) PYTHON=python3.12" >&2; exit 1; }
	$(PYTHON) -m venv .venv

# The build backend comes first and pinned, so nothing is fetched that constraints.txt does not name.
.venv/.site: pyproject.toml constraints.txt | $(BIN)/python
	$(PIP) hatchling
	$(PIP) --no-build-isolation --editable '.[site,pdf]'
	@touch $@

.venv/.dev: .venv/.site
	$(PIP) --no-build-isolation --editable '.[site,pdf,sign,scan,test,dev]'
	@touch $@
