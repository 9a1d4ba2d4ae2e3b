# `make` alone lists the commands.
PYTHON ?= python3
BIN = .venv/bin

.PHONY: help setup
help: ## list the commands
	@grep -hE '^[a-z-]+:.*## ' Makefile | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 16

setup: .venv/ready node_modules/ready ## install all that serve and test need, into this folder

.venv/ready: requirements.txt
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --require-hashes -r requirements.txt
	@touch $@

node_modules/ready: package-lock.json .venv/ready
	$(BIN)/npm ci
	@touch $@
