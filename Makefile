# `make` alone lists the commands.
PYTHON ?= python3
BIN = .venv/bin

.PHONY: help setup serve build test test-versions faults repeat bare fuzz bench visit packed zensical record lock
help:
	@echo "make setup          install all that serve and test need, into this folder"
	@echo "make serve          set up, then serve the site at http://127.0.0.1:8000/; PORT=8001 for another"
	@echo "make test           set up, then run every check"
	@echo "make test-versions  run the programs' own tests on each Python that is installed"
	@echo "make faults         plant faults in a copy and show which check catches each"
	@echo "make repeat         run every check 20 times: plain, under load, in random order"
	@echo "make bare           run serve and test on bare Debians, as root and as a user; SYSTEMS=debian-12 for one"
	@echo "make fuzz           feed 20,000 broken links and records to a page"
	@echo "make bench          measure the site beside its peers; PARTS=\"weight load\" for some of it"
	@echo "make visit          2,000 runs, 200 stops and 200 page turns in one visit of a browser"
	@echo "make zensical       build the site with Zensical and say what differs"
	@echo "make packed         build the site with a .gz and a .br beside each file that is worth it"
	@echo "make record         make the recorded outputs anew"
	@echo "make build          build the site into site/"
	@echo "make lock           pin the tools anew, from each requirements.in and package.json"

setup:
	@$(PYTHON) bootstrap.py

serve: setup
	@$(BIN)/mkdocs serve $(if $(PORT),-a 127.0.0.1:$(PORT))

build: setup
	@$(BIN)/mkdocs build --strict

test: setup
	@$(BIN)/pytest -n auto --dist worksteal

test-versions: setup
	@$(BIN)/python -m tools.versions

faults: setup
	@$(BIN)/python -m tools.planted

repeat: setup
	@$(BIN)/python -m tools.repeat $(TIMES)

bare:
	@$(PYTHON) -m tools.bare $(SYSTEMS)

fuzz: setup
	@$(BIN)/python -m tools.fuzz.links

bench: setup
	@$(BIN)/python -m bench $(PARTS)

zensical: setup
	@$(BIN)/python -m tools.zensical

visit: setup
	@$(BIN)/python -m tools.visit

packed: build
	@$(BIN)/python -m sitebuild.finish.compress site

record: setup
	@$(BIN)/python -m sitebuild.record
	@$(BIN)/python -m playground record

lock: setup
	$(BIN)/pip install --quiet --require-hashes -r .github/requirements-lock.txt
	for pinned in 3.11:requirements 3.11:tools/zensical/requirements 3.13:.github/requirements-audit \
	    3.11:.github/requirements-lock 3.11:bench/peers/requirements "3.14 --no-deps:bench/peers/browser"; do \
	  $(BIN)/uv pip compile --universal --generate-hashes --no-emit-index-url --no-emit-find-links --emit-build-options \
	    --no-header --python-version $${pinned%%:*} --quiet $${pinned#*:}.in -o $${pinned#*:}.txt || exit 1; \
	done
	$(BIN)/npm install --package-lock-only
	$(BIN)/npm install --package-lock-only --prefix bench
	$(BIN)/npm install --package-lock-only --prefix bench/peers
