"""The incomes of the MEF: five measures for each comune, in cents, null where so few are hidden."""

import json

import pandas as pd
import pytest
from insiemi import MISURE, dati
from insiemi import REDDITI as BORGO

from crescere_kit.sources.riferimenti import irpef, riconosce
from crescere_kit.sources.riferimenti.known import Noti

NOTI = Noti(pd.Series({"901001": "Borgo Esempio"}), pd.Index(["901001"]))
NOME = "mef-irpef-2024.data.json"


def leggi(oggetto):
    contenuto = oggetto if isinstance(oggetto, bytes) else json.dumps(oggetto).encode()
    return irpef.leggi(contenuto, NOME, NOTI)


def con(posto, valore):
    return [*BORGO[:posto], valore, *BORGO[posto + 1 :]]


def test_each_measure_has_its_number_and_its_sum():
    righe = leggi(dati()).righe
    assert righe.set_index("codice")["importo"].to_dict() == {
        "contribuenti": 50,
        "contribuenti_reddito_complessivo": 48,
        "reddito_complessivo": 900,
        "contribuenti_imponibile": 47,
        "imponibile": 800,
        "contribuenti_imposta_netta": 40,
        "imposta_netta": 100,
        "contribuenti_addizionale_regionale": 39,
        "addizionale_regionale": 20,
    }
    assert set(righe["anno"]) == {2024}


def test_the_place_of_a_number_is_that_of_its_comune_in_the_list():
    righe = leggi(dati(["999999", *BORGO[1:]], BORGO)).righe
    assert set(righe["file"]) == {"mef-irpef-2024.data.json » municipalities"}
    assert set(righe["riga"]) == {2}


@pytest.mark.parametrize(
    ("cambia", "colonna", "trovato"),
    [
        ({"schemaVersion": 2}, "schemaVersion", "«2»"),
        ({"schemaVersion": True}, "schemaVersion", "«true»"),
        ({"measureOrder": MISURE[::-1][:1]}, "measureOrder", '«["municipalSurtaxDue"]»'),
        ({"taxYear": "2024"}, "taxYear", '«"2024"»'),
        ({"municipalities": {}}, "municipalities", "«{}»"),
    ],
)
def test_another_layout_is_refused_and_said(cambia, colonna, trovato):
    (difetto,) = leggi(dati() | cambia).difetti
    assert (difetto.colonna, difetto.trovato) == (colonna, trovato)


def test_all_the_faults_are_told_at_once():
    guasti = [
        BORGO,
        BORGO,
        con(0, "12"),
        ["901002", *con(10, -800)[1:]],
        ["901003", *con(10, 800.5)[1:]],
        ["901004", *con(6, "50")[1:]],
        BORGO[:5],
    ]
    trovati = {(d.riga, d.colonna, d.trovato) for d in leggi(dati(*guasti, schemaVersion=3)).difetti}
    assert trovati == {
        (None, "schemaVersion", "«3»"),
        (2, "istat", '«"901001"»'),
        (3, "istat", '«"12"»'),
        (4, "taxableIncome", "«-800»"),
        (5, "taxableIncome", "«800.5»"),
        (6, "taxpayers", '«"50"»'),
        (7, None, 'la riga «["901001", "Z999", "BORGO", "901", "ES"]»'),
    }


@pytest.mark.parametrize(
    ("contenuto", "trovato"),
    [
        (json.dumps(dati()).encode()[:-5], "un JSON che si interrompe o è scritto male"),
        (
            json.dumps(dati(con(2, "Forlì")), ensure_ascii=False).encode("cp1252"),
            "caratteri che non sono in UTF-8",
        ),
        (json.dumps(dati(con(10, float("nan")))).encode(), "un numero che non è un numero"),
        (b'{"a":' + b"[" * 200_000, "un JSON troppo annidato"),
        (b"[1]", "il JSON «[1]»"),
    ],
)
def test_what_is_not_the_json_that_was_published_is_one_fault(contenuto, trovato):
    (difetto,) = leggi(contenuto).difetti
    assert difetto.trovato.startswith(trovato)


def test_a_bom_is_not_a_fault():
    assert leggi(b"\xef\xbb\xbf" + json.dumps(dati()).encode()).difetti == []


def meta(impronta):
    return {
        "schemaVersion": 1,
        "datasetId": "mef_irpef_comunale",
        "period": {"taxYear": 2024},
        "coverage": {"municipalities": 7896},
        "dataArtifactSha256": impronta,
    }


def test_data_and_description_are_told_apart():
    assert riconosce(json.dumps(dati(), indent=1).encode(), "a.json") == irpef.FORMATO
    assert riconosce(json.dumps(meta("a")).encode(), "b.json") == irpef.FORMATO_META


def test_the_description_holds_the_data_to_their_fingerprint():
    letti = [
        irpef.leggi_meta(json.dumps(meta("ab")).encode(), "m.json", di) for di in ({"ab"}, {"cd"}, set())
    ]
    assert [len(letto.difetti) for letto in letti] == [0, 1, 0]
    assert "serve il file «.data.json»" in letti[2].avvisi[0]


@pytest.mark.reale
def test_the_real_file_has_every_comune_of_calabria(dati_reali):
    anagrafe = pd.read_csv(dati_reali / "anagrafe_istat" / "istat_elenco_comuni_raw.csv", dtype="str")
    calabresi = anagrafe[anagrafe["regione"] == "Calabria"].set_index("codice_istat")["denominazione"]
    contenuto = (dati_reali / "irpef_2024" / NOME).read_bytes()
    letto = irpef.leggi(contenuto, NOME, Noti(calabresi, pd.Index(anagrafe["codice_istat"])))
    assert letto.righe["istat"].nunique() == 404
    somma = letto.righe[letto.righe["codice"] == "imponibile"]["importo"].sum()
    assert somma == 2113210253100  # what the file itself gives as the total of the region
    assert "380 codici ISTAT fuori dall'anagrafe" in letto.avvisi[1]
