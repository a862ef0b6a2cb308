"""The comparison is computed once from what is public, and each comune carries only its own."""

import pandas as pd
from righe import conti

from crescere_kit import peers
from crescere_kit.peers.kept import COLONNE, del_comune
from crescere_kit.sources import demo
from crescere_kit.sources.store import Archivio


def test_the_comparison_is_kept_with_the_archive_and_read_back(tmp_path):
    archivio = Archivio(tmp_path / "dati")
    archivio.importa(demo.scrivi(tmp_path / "file", comuni=12))
    peers.aggiorna(archivio)
    confronti = peers.leggi(archivio, "901001", 2024)
    assert {uno.gruppo for uno in confronti} <= {"classe", "provincia", "vicini"}
    p8 = next(uno for uno in confronti if (uno.codice, uno.gruppo) == ("P8", "vicini"))
    assert p8.altri >= 5
    assert 0 <= p8.percentile <= 100
    assert p8.in_norma <= p8.con_limite <= p8.altri


def test_an_archive_without_comparison_has_none(tmp_path):
    assert list(del_comune(tmp_path, "901001").columns) == COLONNE
    assert peers.leggi(Archivio(tmp_path), "901001", 2024) == []
    assert peers.leggi(None, "901001", 2024) == []


def test_what_an_ente_wrote_itself_never_enters_the_comparison(tmp_path, monkeypatch):
    visti = []
    monkeypatch.setattr("crescere_kit.peers.kept.indicators.calcola", visti.append)
    monkeypatch.setattr("crescere_kit.peers.kept.confronta", lambda *_: pd.DataFrame(columns=COLONNE))
    panel = conti(
        ("901001", 2023, "manuale", "pagamenti", "stock_scaduto", "valore", 5),
        ("901001", 2023, "assestato", "entrate", "1", "competenza_1", 5),
        ("901001", 2023, "rendiconto", "entrate", "1", "accertamenti", 5),
    )
    archivio = Archivio(tmp_path)
    monkeypatch.setattr(archivio, "conti", lambda: panel, raising=False)
    peers.aggiorna(archivio)
    assert {voce.documento for voce in visti[0].colonne} == {"rendiconto"}
