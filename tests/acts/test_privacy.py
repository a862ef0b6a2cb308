"""Every text that somebody may fill with a person has decided what the albo shows of it.

`privacy_marks.csv` holds the decision, act by act («*» for the fields that most acts have): a field that is
new, or that loses its mark, is found here.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from crescere_kit.acts.catalogue import CODICI, definizione
from crescere_kit.acts.fields import OMESSO, PSEUDONIMO, PUBBLICO

DECISI = Path(__file__).with_name("privacy_marks.csv")
_ALTROVE = {"x-scelte", "x-tipo"}  # what a schema says beside its alternatives
_SEGNATI = (OMESSO, PSEUDONIMO)


def testi(schema: dict[str, Any], nodo: dict[str, Any], dove: str, segno: str) -> Iterator[tuple[str, str]]:
    """Give each free text of a schema, with the mark of the field or of what holds it."""
    segno = nodo["x-privacy"] if nodo.get("x-privacy") in _SEGNATI else segno
    if "$ref" in nodo:
        yield from testi(schema, schema["$defs"][nodo["$ref"].rpartition("/")[2]], dove, segno)
    for una in nodo.get("anyOf", ()):
        yield from testi(schema, {nome: nodo[nome] for nome in _ALTROVE & nodo.keys()} | una, dove, segno)
    if nodo.get("type") == "array":
        yield from testi(schema, nodo.get("items", {}), f"{dove}[]", segno)
    for nome, dentro in nodo.get("properties", {}).items():
        yield from testi(schema, dentro, f"{dove}.{nome}".lstrip("."), segno)
    di_testo = nodo.get("type") == "string" and not nodo.keys() & {"format", "enum", "pattern"}
    if di_testo and not nodo.get("x-scelte") and nodo.get("x-tipo", "testo") == "testo":
        yield dove, segno


def di_un_atto(codice: str) -> dict[str, str]:
    schema = definizione(codice).schema()
    return dict(testi(schema, schema, "", PUBBLICO))


def decisi(codice: str) -> dict[str, str]:
    with DECISI.open(encoding="utf-8") as file:
        righe = list(csv.DictReader(file, delimiter=";"))
    return {riga["campo"]: riga["segno"] for chi in ("*", codice) for riga in righe if riga["atto"] == chi}


@pytest.mark.parametrize("codice", CODICI)
def test_every_text_of_an_act_has_its_decision(codice):
    scritti = decisi(codice)
    trovati = di_un_atto(codice)
    diversi = {campo: segno for campo, segno in trovati.items() if scritti.get(campo) != segno}
    assert diversi == {}, "decidere che cosa mostra l'albo di questi campi, e scriverlo in privacy_marks.csv"


def test_no_decision_is_left_of_a_field_that_is_gone():
    with DECISI.open(encoding="utf-8") as file:
        righe = list(csv.DictReader(file, delimiter=";"))
    campi = {codice: di_un_atto(codice) for codice in CODICI}
    di_molti = {campo for suoi in campi.values() for campo in suoi}
    assert [
        riga
        for riga in righe
        if riga["campo"] not in (di_molti if riga["atto"] == "*" else campi[riga["atto"]])
    ] == []


def test_who_is_paid_or_owed_is_never_public():
    per_atto = {
        "det_impegno": ["beneficiario.denominazione", "beneficiario.codice_fiscale"],
        "det_liquidazione": ["beneficiario.denominazione", "iban"],
        "det_accertamento": ["debitore"],
        "debito_fuori_bilancio": ["debiti[].creditore", "riconosciuti[].creditore", "relazione"],
        "somma_urgenza": ["impresa"],
        "rendicontazione": ["spese[].fornitore"],
        "riaccertamento": ["residui[].soggetto", "residui[].motivo"],
        "rendiconto": ["contenzioso"],
        "salvaguardia_assestamento": ["contenzioso"],
        "prfp": ["accordi_creditori"],
    }
    pubblici = [
        (codice, campo)
        for codice, campi in per_atto.items()
        for campo in campi
        if di_un_atto(codice)[campo] == PUBBLICO
    ]
    assert pubblici == []


def test_every_codice_fiscale_is_marked():
    trovati = {
        (codice, campo): segno
        for codice in CODICI
        for campo, segno in di_un_atto(codice).items()
        if campo.endswith(("codice_fiscale", "iban")) and not campo.startswith("ente.")
    }
    assert trovati
    assert set(trovati.values()) <= set(_SEGNATI)
