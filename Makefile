# Each target sets up what it needs in .venv (or .venv-lowest), from pinned and hashed files.
# Nothing is done twice.
# PYTHON=python3.12 asks for another interpreter than python3; ARGS=... goes to the program run.
UV ?= uv
RUN := .venv/bin/python
TOOL := PYTHONPATH=tools $(RUN) -m
COMPILE := $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-header --no-emit-index-url --no-emit-find-links --upgrade pyproject.toml --extra browse
# A process for each core; the tests of one file stay together.
SIDE_BY_SIDE := -n auto --dist loadfile
.DEFAULT_GOAL := help
# What asks the web, by the fetcher alone or as whole programs.
ASKING := tests/fetch tests/guard tests/hostile tests/hostile_servers tests/web tests/crawl \
	tests/candidates tests/cluster tests/cli tests/test_one_request.py tests/test_robots_noted.py \
	tests/test_secrets.py
.PHONY: help audit test test-all test-lowest test-adapters lint format docs snapshots bench bench-peers score picture \
	requirements setup setup-dev clean
export PYTHON

help: ## these lines
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 22

audit: setup ## audit seeds/ into audits/audit.db and print the report
	@code=0; $(RUN) -m linkassay audit seeds --ledger audits/audit.db $(ARGS) || code=$$?; \
	case $$code in 0|1|3) ;; *) exit $$code ;; esac

test: setup-dev ## run the tests
	@sh .ci/browser
	@$(RUN) -m pytest $(SIDE_BY_SIDE) $(ARGS)

test-all: ## run the slow tests too
	@$(MAKE) --no-print-directory test ARGS="-m 'slow or not slow' $(ARGS)"

test-lowest: ## (slow) run them with the oldest versions that pyproject.toml allows
	@sh .ci/browser
	@sh .ci/setup lowest
	@.venv-lowest/bin/python -m pytest $(SIDE_BY_SIDE) $(ARGS)

test-adapters: setup-dev ## (slow) run what asks the web with httpx, and again with libcurl
	@for client in httpx curl; do \
		echo "by $$client"; \
		LINKASSAY_HTTP_CLIENT=$$client $(RUN) -m pytest $(SIDE_BY_SIDE) -m 'slow or not slow' \
			$(ASKING) $(ARGS) || exit; \
	done

lint: setup-dev ## ruff, mypy, fresh docs, workflows
	@$(RUN) -m ruff check --quiet .
	@$(RUN) -m ruff format --quiet --check . || { \
		echo "unformatted files: make format"; exit 1; }
	@$(RUN) -m mypy --no-error-summary
	@$(TOOL) docgen --check
	@.venv/bin/zizmor --offline --quiet --no-progress --persona=pedantic .github action.yml .pre-commit-hooks.yaml

format: setup-dev ## bring the code into form
	@$(RUN) -m ruff check --quiet --fix .
	@$(RUN) -m ruff format --quiet .

docs: setup-dev ## write the generated pages of docs/
	@$(TOOL) docgen --write

picture: docs ## show docs/examples/report.html to chromium and keep what it sees as docs/report.png
	@chromium --headless=new --no-sandbox --disable-gpu --hide-scrollbars --window-size=1000,1000 \
		--user-data-dir=.chromium --screenshot=docs/report.png docs/examples/report.html 2>/dev/null
	@rm -rf .chromium

snapshots: setup-dev ## write the example reports of tests/report anew
	@$(RUN) tests/report/renew.py

bench: setup ## print speed and memory, lychee beside us (ARGS=--quick, --full, or the name of a scenario)
	@$(TOOL) bench $(ARGS)

bench-peers: setup ## install lychee and htmldate into tools/bench/.peers, to stand beside us in `make bench` and `make score`
	@$(RUN) -m venv tools/bench/.peers
	@tools/bench/.peers/bin/python -m pip install -qq --disable-pip-version-check \
		--require-hashes --only-binary :all: -r requirements/peers.txt

score: setup ## print how good the readings are on ../shared/data, or what is missing there (ARGS=--tune: one half)
	@$(TOOL) score $(ARGS)

requirements: ## compile requirements/*.txt anew from pyproject.toml (needs uv)
	@command -v $(UV) >/dev/null || { echo "uv is missing: pip install uv" >&2; exit 2; }
	@$(COMPILE) --group build -o requirements/run.txt
	@$(COMPILE) --extra htmldate --extra cluster --extra fast --group build --group dev -c requirements/run.txt -o requirements/dev.txt
	@$(COMPILE) --group build --group dev --resolution lowest-direct -o requirements/lowest.txt
	@$(UV) pip compile --quiet --universal --python-version 3.13 --generate-hashes --no-header \
		--no-emit-index-url --no-emit-find-links --upgrade --group pyproject.toml:release \
		-o requirements/release.txt

setup: # what the product needs
	@sh .ci/setup run

setup-dev: # what the tests need
	@sh .ci/setup dev

clean: ## remove everything that was made, except the ledger
	@rm -rf .venv .venv-lowest tools/bench/.peers .mypy_cache .ruff_cache .pytest_cache .hypothesis dist
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
