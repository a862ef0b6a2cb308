"""A site of our own and a patience of milliseconds."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sito_bdap import Sito

from crescere_kit.sources import download


@pytest.fixture
def sito(monkeypatch, tmp_path):
    """The site; no proxy of this machine stands between."""
    for nome in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(nome, raising=False)
        monkeypatch.delenv(nome.upper(), raising=False)
    monkeypatch.setenv("CRESCERE_DATI", str(tmp_path / "dati"))
    monkeypatch.delenv("CRESCERE_BDAP", raising=False)
    aperto = Sito()
    yield aperto
    aperto.chiudi()


@pytest.fixture
def cartella(tmp_path):
    return tmp_path / "scaricati"


class Scaricatore:
    """Downloads the rendiconto of Toscana from the site, and remembers how long it would have waited."""

    def __init__(self, sito, cartella):
        self.sito, self.cartella, self.attese = sito, cartella, []

    def __call__(self, anni=(2023,), documenti=("rendiconto",), base=None, **cortesia):
        catalogo = download.carica(base or self.sito.indirizzo)
        catalogo = replace(
            catalogo,
            documenti=tuple(d for d in catalogo.documenti if d.nome in documenti),
            cortesia=replace(catalogo.cortesia, **cortesia),
        )
        richieste = catalogo.richieste("TOSCANA", list(anni))
        return download.scarica(richieste, self.cartella, catalogo, dormi=self.attese.append)


@pytest.fixture
def scarica(sito, cartella):
    return Scaricatore(sito, cartella)
