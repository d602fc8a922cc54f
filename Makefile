# `make run` and `make test` do all the set-up themselves; see packaging/bootstrap.py.
PYTHON ?= python3
.PHONY: run test lint bench install

run test lint bench install:
	@$(PYTHON) packaging/bootstrap.py $@
