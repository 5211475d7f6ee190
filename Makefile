# Needs only Python 3.11 to 3.14 with pip, and make. `make` alone lists the targets.
# PYTHON=/path/to/python3.12 chooses the interpreter; uv is used where it is installed.

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
LOCK := requirements.lock

.DEFAULT_GOAL := help
.PHONY: help setup report test evaluate simulate bench sample notebooks lab lab-test lock clean

help:  ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

setup: $(READY)  ## create .venv and install what the lock names

report: $(READY)  ## measure corpora/sample; write figures/sample and report/index.html
	$(BIN)/nabra measure corpora/sample --codebook syria --out build/sample
	$(BIN)/nabra report build/sample --figures figures/sample --out report

test: $(READY)  ## run the tests and the notebooks, file by file on all processors (ARGS="-k voice")
	$(BIN)/python -m pytest -q -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder \
	  --nbmake --nbmake-timeout=900 tests notebooks $(ARGS)

evaluate: $(READY)  ## score nabra against coded gold sets (NABRA_SHARED or ../shared; ARGS="--gold DIR --corpora DIR")
	$(BIN)/nabra evaluate $(ARGS)

simulate: $(READY)  ## the simulation study: what tests reject and intervals cover, into figures/simulation
	$(BIN)/python tests/simulate.py $(ARGS)

bench: $(READY)  ## how fast, beside what users pick instead, into figures/bench (ARGS="--fast"; ARGS="--large" for 2 GB, too)
	$(BIN)/python tests/bench.py $(ARGS)

sample: $(READY)  ## write corpora/sample anew from its script
	$(BIN)/python corpora/planted/make.py

notebooks: $(READY)  ## run the notebooks' .py files and write their .ipynb pairs
	$(BIN)/jupytext --to ipynb --update notebooks/*.py
	$(BIN)/jupyter nbconvert --execute --inplace --ExecutePreprocessor.record_timing=False notebooks/*.ipynb

lab: $(READY)  ## open the notebooks in JupyterLab (ARGS=--no-browser where there is no screen)
	$(BIN)/jupyter lab $(ARGS) notebooks/00_first_look.ipynb

lab-test: $(READY)  ## run every notebook in a real JupyterLab with Chromium; pictures in build/lab (ARGS="--repeat 5 01")
	$(BIN)/python tests/lab.py $(ARGS)

lock:  ## export requirements.lock from pyproject.toml (needs uv; ARGS=--upgrade for newer versions)
	@$(find_python); "$$python" .ci/lock.py $(ARGS)

clean:  ## delete what make wrote and git ignores: .venv, build, report, caches
	rm -rf $(VENV) build dist report .pytest_cache .hypothesis
	find analysis corpora notebooks tests -name __pycache__ -type d -prune -exec rm -rf {} +

# Set-up. The stamp .venv/.ready is older than the lock or pyproject.toml when one of them has changed.

SUPPORTED := import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))

define find_python
for python in $(if $(PYTHON),"$(PYTHON)",python3.14 python3.13 python3.12 python3.11 python3 python) ""; do \
  if [ -z "$$python" ]; then \
    echo "make: no Python 3.11 to 3.14 under the name $(or $(PYTHON),python3); install one, or name it: make PYTHON=/path/to/python3.12" >&2; \
    exit 1; \
  fi; \
  if "$$python" -c '$(SUPPORTED)' 2>/dev/null; then break; fi; \
done
endef

# A Python without ensurepip (Debian's) makes the environment all the same, and its own pip fills it.
# Then, one on each core, what was installed is compiled (a dependency's source, docopt, warns when it is compiled, and the
# tests take warnings for errors), and so are Nabra's inner loops, by measuring a few articles: the first report comes sooner.
WARM := import nabra; nabra.measure(nabra.read("corpora/sample").iloc[::8], nabra.codebook("syria"))

$(READY): $(LOCK) pyproject.toml
	@set -e; $(find_python); \
	if ! "$(BIN)/python" -c '$(SUPPORTED)' 2>/dev/null; then \
	  echo "creating $(VENV) with $$("$$python" --version)"; \
	  rm -rf $(VENV); \
	  "$$python" -m venv $(VENV) >/dev/null 2>&1 || "$$python" -m venv --clear --without-pip $(VENV); \
	fi; \
	if command -v uv >/dev/null; then install="uv pip install --quiet --python $(BIN)/python"; \
	elif "$(BIN)/python" -m pip --version >/dev/null 2>&1; then install="$(BIN)/python -m pip install -qq --no-compile"; \
	else install="$$python -m pip --python $(BIN)/python install -qq --no-compile"; fi; \
	echo "installing $(LOCK)"; \
	$$install --no-deps --require-hashes -r $(LOCK); \
	$$install --no-deps --no-build-isolation -e .; \
	echo "compiling"; \
	$(BIN)/python -W ignore -m compileall -qq -x '[/\\]tests?[/\\]' $(VENV) || true & \
	$(BIN)/python -c '$(WARM)' >/dev/null 2>&1 || true; \
	wait; \
	touch $@
