# `make demo` and `make test` are all one needs: each sets up what it needs first.
SEED ?= 1
BIN := .venv/bin
CODE := src tests examples training evaluation

.DEFAULT_GOAL := help
.PHONY: help demo watch sweep test check format setup clean

help: ## what there is to make
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST)

demo: setup ## show the claims demonstration on a virtual desktop (SEED=1)
	@PYTHONPATH=examples $(BIN)/innervate desktop -- $(BIN)/python -m claims.demo --seed $(SEED)

watch: setup ## the same, and let a VNC viewer on this machine look on
	@PYTHONPATH=examples $(BIN)/innervate desktop --vnc -- $(BIN)/python -m claims.demo --seed $(SEED)

sweep: setup ## the demonstration for seeds 1 to 20, each on a fresh desktop
	@mkdir -p out; failed=; for seed in $$(seq 1 20); do \
	  printf 'seed %s: ' $$seed; \
	  if PYTHONPATH=examples $(BIN)/innervate desktop -- $(BIN)/python -m claims.demo --seed $$seed >out/sweep.log 2>&1; \
	  then grep -h -o 'confirmed .*\|none of .*' out/sweep.log | tr '\n' ' '; echo; \
	  else echo FAILED; tail -20 out/sweep.log; failed="$$failed $$seed"; fi; done; \
	if [ -n "$$failed" ]; then echo "failed:$$failed"; exit 1; else echo 'all 20 seeds succeeded'; fi

test: setup ## run all tests
	@$(BIN)/pytest

check: setup ## formatting, lint, types, imports between the floors, tests
	$(BIN)/ruff format --check $(CODE)
	$(BIN)/ruff check $(CODE)
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest

format: setup ## format the code and mend what ruff can mend
	$(BIN)/ruff format $(CODE)
	$(BIN)/ruff check --fix $(CODE)

setup: ## install Debian packages and the Python environment, where missing
	@scripts/setup.sh

clean: ## remove what was built here
	rm -rf .venv build dist out .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find src tests examples -name __pycache__ -type d -prune -exec rm -rf {} +
