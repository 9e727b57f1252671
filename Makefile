# `make run` and `make test` do everything on a fresh machine with Python 3.11 or newer.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Whole files of tests side by side, one worker for each core, the browser's first.
TOGETHER := -n auto --dist loadfile --no-loadscope-reorder

# `make run HOST=0.0.0.0 PORT=8600` is the same as setting INDSATSKORT_HOST and PORT.
ifdef HOST
export INDSATSKORT_HOST := $(HOST)
endif
ifdef PORT
export PORT
endif

.PHONY: run test thorough lint fix bench load

run: $(VENV)/runs
	@$(BIN)/python -m indsatskort demo > /dev/null
	@$(BIN)/python app.py

test: $(VENV)/tests
	@$(BIN)/python -m tests.needs
	@$(MAKE) --no-print-directory lint
	@$(BIN)/python -m pytest $(TOGETHER)

thorough: $(VENV)/tests
	@$(BIN)/python -m tests.needs
	@INDSATSKORT_THOROUGH=1 $(BIN)/python -m pytest
	@$(BIN)/python -m benchmarks soak

lint: $(VENV)/tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

fix: $(VENV)/tests
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/tests
	$(BIN)/python -m benchmarks

load: $(VENV)/tests
	$(BIN)/python -m benchmarks.load

$(VENV)/runs: requirements.txt
	@test -d $(VENV) || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/tests: requirements-dev.txt $(VENV)/runs
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@
