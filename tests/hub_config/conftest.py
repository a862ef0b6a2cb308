"""A small registry on disk, and settings that point to it."""

from pathlib import Path

import pytest

from hub_config.settings import Impostazioni

COMUNI = """slug,nome,istat,provincia,uid,quota_mb,stato
borgo-esempio,Borgo Esempio,901001,901,200000,500,attivo
valle-chiara,Valle Chiara,902001,902,200001,500,attivo
monte-alto,Monte Alto,903001,903,200002,500,sospeso
"""
PERSONE = """username,cf_hash,nome
anna.bianchi,,Anna Bianchi
gina.neri,,Gina Neri
"""
INCARICHI = """persona,comune,ruolo,dal,al
anna.bianchi,borgo-esempio,lettore,,
gina.neri,borgo-esempio,esperto,2026-01-01,2026-06-30
gina.neri,valle-chiara,esperto,,
"""


@pytest.fixture
def registro(tmp_path: Path) -> Path:
    cartella = tmp_path / "stato" / "registro"
    cartella.mkdir(parents=True)
    for nome, testo in (("comuni", COMUNI), ("persone", PERSONE), ("incarichi", INCARICHI)):
        (cartella / f"{nome}.csv").write_text(testo, "utf-8")
    return cartella


@pytest.fixture
def impostazioni(registro: Path, monkeypatch: pytest.MonkeyPatch) -> Impostazioni:
    stato = registro.parent
    (stato / "segreti").mkdir()
    (stato / "segreti" / "proxy").write_text("gettone\n", "ascii")
    finto_proxy = stato / "configurable-http-proxy"
    finto_proxy.touch()
    monkeypatch.setenv("CRESCERE_PROXY", str(finto_proxy))
    return Impostazioni(stato=stato)
