# Everything here works on a machine that has Python 3.11 or later, make, and a package index within reach.
# `make PYTHON=python3.12 test` takes another Python; `make clean` first if .venv was made with a different one.

PYTHON ?= python3
PYTEST_FLAGS ?= -n auto --dist worksteal
BENCH_FLAGS ?=

BIN := .venv/bin
READY := .venv/ready
BENCH_READY := .venv/ready-bench
CONSUMERS_READY := .venv/consumers/ready
BROWSER_READY := .venv/browser/ready

# A registry that does not answer is given up after two minutes, and what needs it is left out by name.
NPM_INSTALL := npm install --no-audit --no-fund --loglevel error --ignore-scripts --fetch-timeout 60000 --fetch-retries 1

# Folders of plain modules: a name such as conftest may stand in several of them.
FOLDERS = $(sort $(dir $(wildcard benchmarks/*.py tools/*.py tests/*.py tests/*/*.py tests/*/*/*.py)))

export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help run test consumers browser lint types layers bench fmt update-snapshots clean

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1 @ \2/p' $(MAKEFILE_LIST) | awk -F ' @ ' '{ printf "%-22s %s\n", $$1, $$2 }'

$(READY): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed: make PYTHON=python3.11")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --editable . --group dev
	@touch $@

$(BENCH_READY): $(READY)
	$(BIN)/python -m pip install --quiet --group bench
	@touch $@

# Jenkins' schema for JUnit comes from where PyPI has it: beside pytest's own tests.
$(CONSUMERS_READY): $(READY) tests/consumers/package.json
	$(BIN)/python -m pip install --quiet --group consumers
	@mkdir -p .venv/consumers
	$(BIN)/python -m pip download --quiet --no-deps --no-binary pytest --dest .venv/consumers pytest==8.3.5
	tar -xzf .venv/consumers/pytest-8.3.5.tar.gz -C .venv/consumers --strip-components=3 pytest-8.3.5/testing/example_scripts/junit-10.xsd
	@cp tests/consumers/package.json .venv/consumers/
	@if $(NPM_INSTALL) --prefix .venv/consumers; then \
	  chmod u+x .venv/consumers/node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool; \
	else \
	  rm -rf .venv/consumers/node_modules; \
	  echo "make consumers: npm installs nothing here; SARIF and TAP are not held against its programs" >&2; \
	fi
	@touch $@

consumers: $(CONSUMERS_READY) ## reports and CI files, read by the programs they are for
	$(BIN)/python tests/consumers/check.py $$(test ! -d .venv/consumers/node_modules || echo .venv/consumers)

$(BROWSER_READY): $(READY) tests/browser/package.json tests/browser/install.sh
	$(BIN)/python -m pip install --quiet --group browser
	@mkdir -p .venv/browser
	@cp tests/browser/package.json .venv/browser/
	@if ! $(NPM_INSTALL) --prefix .venv/browser; then \
	  rm -rf .venv/browser/node_modules; \
	  echo "make browser: npm installs nothing here; the page is not held against its programs" >&2; \
	fi
	tests/browser/install.sh
	@touch $@

browser: $(BROWSER_READY) ## the HTML report in a real Chromium, and before checkers of HTML
	$(BIN)/pytest -n 0 -rs tests/browser

run: $(READY) ## read the sample articles and judge them by the sample rules
	@code=0; $(BIN)/factcheck run rules/ --output .venv/sample.json || code=$$?; \
	if [ $$code -ne 1 ]; then \
	  echo "make run: exit code $$code, but the sample's gate should be shut (exit code 1)" >&2; exit 1; \
	fi; \
	$(BIN)/python -c 'import json; print("\nThe sample'"'"'s gate is shut on purpose, its articles really conflict:", json.load(open(".venv/sample.json", encoding="utf-8"))["summary"]["gate_reason"])'

test: $(READY) ## every test
	$(BIN)/pytest $(PYTEST_FLAGS)

lint: $(READY) ## style, format, spelling, dependencies, dead code, generated files
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/codespell
	$(BIN)/deptry engine
	$(BIN)/vulture
	$(BIN)/python tools/build_reference.py --check
	$(BIN)/python tools/build_parser.py --check

types: $(READY) ## mypy, strict, over everything
	@failed=0; echo "mypy engine"; $(BIN)/mypy || failed=1; \
	for folder in $(FOLDERS); do \
	  echo "mypy $$folder"; \
	  $(BIN)/mypy --follow-imports silent --cache-dir .mypy_cache/folders $$folder*.py || failed=1; \
	done; exit $$failed

layers: $(READY) ## who may import whom
	$(BIN)/lint-imports

bench: $(BENCH_READY) ## the benchmarks, beside other tools
	$(BIN)/python benchmarks/run.py $(BENCH_FLAGS)

fmt: $(READY) ## format the code, and fix what can be fixed without thought
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

update-snapshots: $(READY) ## write expected outputs anew; read the difference before it is kept
	FACTCHECK_UPDATE_SNAPSHOTS=1 FACTCHECK_UPDATE=1 $(BIN)/pytest -q tests/unit/reports tests/e2e tests/unit/cli/test_pages.py

clean: ## remove the environment, caches and builds
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage
	find engine tests tools benchmarks -name __pycache__ -prune -exec rm -rf {} +
