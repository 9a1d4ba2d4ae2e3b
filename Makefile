# `make` alone lists the commands.
PYTHON ?= python3
BIN = .venv/bin
export NO_MKDOCS_2_WARNING = 1

.PHONY: help setup serve build test test-versions faults bench record lock
help:
	@echo "make setup          install all that serve and test need, into this folder"
	@echo "make serve          set up, then serve the site at http://127.0.0.1:8000/"
	@echo "make test           set up, then run every check"
	@echo "make test-versions  run the programs' own tests on each Python that is installed"
	@echo "make faults         plant faults in a copy and show which check catches each"
	@echo "make bench          measure what the simulated threads cost"
	@echo "make record         make the recorded outputs anew"
	@echo "make build          build the site into site/"
	@echo "make lock           pin the tools anew from requirements.in and package.json"

setup:
	@$(PYTHON) bootstrap.py

serve: setup
	@$(BIN)/mkdocs serve

build: setup
	@$(BIN)/mkdocs build --strict

test: setup
	@$(BIN)/pytest -n auto --dist worksteal

test-versions: setup
	@$(BIN)/python -m tests.versions

faults: setup
	@$(BIN)/python -m tests.planted

bench: setup
	@$(BIN)/python -m tests.bench

record: setup
	@$(BIN)/python record.py
	@$(BIN)/python -m playground record

lock: setup
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile --universal --generate-hashes --no-emit-index-url --no-emit-find-links \
	  --no-header --python-version 3.11 --quiet requirements.in -o requirements.txt
	$(BIN)/npm install --package-lock-only
