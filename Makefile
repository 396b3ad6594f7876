# `make demo` and `make test` are all one needs: each sets up what it needs first.
SEED ?= 1
BIN := .venv/bin
CODE := src tests examples training evaluation

.DEFAULT_GOAL := help
.PHONY: help demo planned watch sweep sweep-pixels eyes boundary brain miniwob faults hands kills soak guards applications states test check format setup clean \
	train screens judge train-detector train-reader train-recognizer train-meanings train-turns train-acts train-states export export-detector export-reader training-setup

help: ## what there is to make
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST)

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

sweep-pixels: setup ## the demonstration from pixels alone, for seeds 1 to 5
	@mkdir -p out
	@for seed in 1 2 3 4 5; do printf 'seed %s: ' $$seed; \
	  PYTHONPATH=examples $(BIN)/innervate desktop -- $(BIN)/python -m claims.demo --seed $$seed --pixels-only >out/sweep.log 2>&1 \
	  && grep -h -o 'confirmed .*\|none of .*' out/sweep.log | tr '\n' ' ' && echo || { tail -20 out/sweep.log; exit 1; }; done

eyes: setup ## measure how well and fast screens are read (bench eyes)
	@$(BIN)/innervate bench eyes

boundary: setup ## measure what crosses to a planner (bench boundary --full)
	@$(BIN)/innervate bench boundary --full

brain: setup ## measure what planning costs, on the wire and off it (bench brain --full)
	@$(BIN)/innervate bench brain --full

planned: setup ## settle two claims from their goal: one planned, one by the playbook that came of it
	@PYTHONPATH=examples $(BIN)/python -m claims.planned --seed $(SEED)

miniwob: setup ## play MiniWoB++ tasks by playbooks on a virtual desktop (bench miniwob --full)
	@$(BIN)/innervate bench miniwob --full

hands: setup ## type thirty scripts into six applications, beside xdotool and pyautogui (bench hands --full)
	@scripts/hands-setup.sh
	@$(BIN)/innervate bench hands --full

faults: setup ## settle claims while something goes wrong, ten seeds for each fault (bench faults --full, hours)
	@$(BIN)/innervate bench faults --full

kills: setup ## kill a run at each of its events, in the real applications (an hour) and in one that crashes (minutes)
	@INNERVATE_SWEEP_STEP=1 $(BIN)/pytest -q tests/runtime/test_reviving.py
	@$(BIN)/innervate bench kills --full

soak: setup ## settle 300 claims in a row on one desktop (half an hour)
	@$(BIN)/innervate bench soak --full

applications: setup ## record anew the applications on which usefulness is measured (half an hour)
	@evaluation/boundary/install.sh
	@PYTHONPATH=.:examples $(BIN)/python -m evaluation.boundary.capture

states: setup ## record anew the applications that screen states are measured on (an hour)
	@evaluation/states/install.sh
	@PYTHONPATH=src:. $(BIN)/python -m evaluation.states.capture
	@PYTHONPATH=src:. $(BIN)/python -m evaluation.states.pack

guards: setup ## take the guards of the boundary away one at a time: a test notices each (minutes)
	@$(BIN)/python -m tests.guards

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

# Training: see training/README.md. jemalloc keeps it from spending a third of its time in the kernel.
TRAINER = PYTHONPATH=src:. LD_PRELOAD=$(wildcard /usr/lib/*-linux-gnu/libjemalloc.so.2) .venv-training/bin/python -m
READER_MINUTES ?= 90
DETECTOR_MINUTES ?= 150
SCREENS ?= 1400
FRAMEWORKS ?= 1000
TOOLKITS ?= 150

train: train-detector export-detector train-reader export-reader ## train both networks from nothing, or go on

screens: training-setup ## render the training screens
	@$(TRAINER) training.screens --out out/screens/html --count $(SCREENS) --seed 41 --kinds html
	@scripts/training-frameworks.sh out/frameworks
	@$(TRAINER) training.screens --out out/screens/frameworks --count $(FRAMEWORKS) --seed 61 --kinds frameworks
	@$(TRAINER) training.screens --out out/screens/toolkits --count $(TOOLKITS) --seed 51 --kinds qt,gtk3,swing,gtk4,tk

train-recognizer: setup ## train the classifier of words anew, into the package (minutes)
	@PYTHONPATH=src:. $(BIN)/python -m training.recognizer.train
	@PYTHONPATH=src:. $(BIN)/python -m training.recognizer.judge

train-meanings: training-setup ## train the table of what words mean anew, into the package (half an hour)
	@PYTHONPATH=src:. $(BIN)/python -m training.meanings.teach
	@$(TRAINER) training.meanings.train

train-turns: setup ## learn how questions and mails are turned toward each other, into the package (minutes)
	@PYTHONPATH=src:. $(BIN)/python -m training.meanings.turn

train-states: setup ## draw screens in states, perceive them and train the model of them anew, into the package (half an hour)
	@PYTHONPATH=src:. $(BIN)/python -m training.states.render
	@PYTHONPATH=src:. $(BIN)/python -m training.states.train

train-acts: setup ## train the classifier of what letters want anew, into the package (a minute)
	@PYTHONPATH=src:. $(BIN)/python -m training.acts.train
	@PYTHONPATH=src:. $(BIN)/python -m training.acts.judge

judge: training-setup ## how the networks do in fonts and frameworks that training does not show
	@scripts/training-frameworks.sh out/frameworks
	@$(TRAINER) training.screens --judge --out out/judged/html --count 45 --seed 907 --kinds html
	@$(TRAINER) training.screens --judge --out out/judged/frameworks --count 36 --seed 62 --kinds frameworks
	@$(TRAINER) training.judge evaluation/eyes/development out/judged/html out/judged/frameworks

train-detector: screens ## train the detector of texts and elements
	@$(TRAINER) training.screen_detector.train out/screens --minutes $(DETECTOR_MINUTES)

train-reader: screens ## cut lines out of the training screens, and train the text reader
	@$(TRAINER) training.text_reader.seen out/screens
	@$(TRAINER) training.text_reader.train out/screens --minutes $(READER_MINUTES)

export: export-detector export-reader ## put the trained networks into the package

export-detector: training-setup
	@$(TRAINER) training.export screen_detector

export-reader: training-setup
	@$(TRAINER) training.export text_reader

training-setup: setup
	@scripts/training-setup.sh

clean: ## remove what was built here
	rm -rf .venv build dist out .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find src tests examples -name __pycache__ -type d -prune -exec rm -rf {} +
