"""Capitoli of another program, beside the totals of OpenBDAP, and those that a real comune published."""

import csv
from collections import defaultdict
from decimal import Decimal

import pytest
from capitoli import IMU, TARI, carica, difetti
from ufficiali import zip_di

from crescere_kit.accounts import Conti
from crescere_kit.sources.store import Archivio
from crescere_kit.sources.whose import Dichiarato

# --- another program


def test_a_new_program_is_a_map_and_no_code(tmp_path):
    mappe = tmp_path / "dati" / "mappe"
    mappe.mkdir(parents=True)
    colonne = [
        *("Esercizio;anno;;;", "Cap.;capitolo;;;", "Oggetto;descrizione;;;", "Tit.;titolo;;;"),
        *("Macro;macroaggregato;;;", "Miss.;missione;;;", "Progr.;programma;;;"),
        "Assestato;importo;corrente;competenza_1;punto",
    ]
    testa = "schema;lato;intestazione;ruolo;stanziamento;fase;forma;visto;nota\n"
    righe = "".join(f"altro;spese;{colonna};si;\n" for colonna in colonne)
    (mappe / "capitoli_colonne.csv").write_text(testa + righe, encoding="utf-8")
    file = tmp_path / "peg.csv"
    file.write_text(
        "Esercizio;Cap.;Oggetto;Tit.;Macro;Miss.;Progr.;Assestato\n2025;1;Stipendi;1;1;1;2;1234.56\n",
        encoding="utf-8",
    )
    archivio = Archivio(tmp_path / "dati")
    archivio.importa([file], comune="901001")
    codici = ("1", "101", "M01", "M01.02", "M01.02.1")
    valori = [
        archivio.conti().voce("assestato", "spese", codice, "competenza_1").iloc[0] for codice in codici
    ]
    assert valori == [123456] * 5


def test_a_program_no_map_knows_is_told_what_to_write(tmp_path):
    file = tmp_path / "peg.csv"
    file.write_text("Capitolo;Importo\n1;2\n", encoding="utf-8")
    (trovato,) = difetti(file)
    assert trovato == (1, None, "capitoli di un programma che nessuna mappa conosce")


# --- beside BDAP


def test_the_totals_of_bdap_stay_and_capitoli_add_the_detail(entrate, tmp_path):
    tabella = "2025_Bilancio di Previsione SDB Entrate Riepilogo Titoli_ESEMPIO.csv"
    campi = {
        "Esercizio Finanziario": "2025",
        "Codice Tipologia Soggetto": "ELCOMU",
        "Codice BDAP": "1",
        "Denominazione Soggetto": "BORGO ESEMPIO",
        "Descrizione Regione": "ESEMPIO",
        "Codice Provincia": "901",
        "Descrizione Provincia": "VALDORIA",
        "Codice Comune": "001",
        "Codice Titolo": "01",
        "Descrizione Titolo": "Entrate correnti di natura tributaria, contributiva e perequativa",
        **{f"Previsioni in CC {n} Anno": "1400.00" for n in (1, 2, 3)},
    }
    righe = [";".join(f'"{testo}"' for testo in riga) for riga in (campi, campi.values())]
    bdap = zip_di(
        tmp_path,
        {tabella: "\r\n".join([*righe, ""]).encode("latin-1")},
        "2025_Previsione - Schemi di bilancio_ESEMPIO.zip",
    )
    archivio = Archivio(tmp_path / "dati")
    archivio.importa([bdap])
    caricamento = archivio.importa([entrate(IMU, TARI)], comune="901001")
    conti = archivio.conti()
    assert conti.previsione("entrate", "competenza_1", "1").to_list() == [140000]
    assert conti.previsione("entrate", "competenza_1", "10101").to_list() == [150000]
    assert any("restano quelli che l'archivio ha già da OpenBDAP" in avviso for avviso in caricamento.avvisi)


# --- the real files


def per_codice(percorso, colonna, cifre, importo):
    """The cents of a column by the first digits of a code, added with nothing of ours."""
    somme = defaultdict(Decimal)
    with percorso.open(encoding="latin-1", newline="") as aperto:
        for riga in csv.DictReader(aperto, delimiter="\t", quoting=csv.QUOTE_NONE):
            somme[riga[colonna][:cifre]] += Decimal(riga[importo].replace(",", "."))
    return {codice: int(totale * 100) for codice, totale in somme.items() if codice}


@pytest.mark.reale
def test_vercelli_2016_is_in_the_panel_to_the_cent(dati_reali):
    cartella = dati_reali / "capitoli_vercelli_2016"
    (entrate,), (spese,) = cartella.glob("*ENTRATA*.csv"), cartella.glob("*USCITA*.csv")
    letto = carica(entrate, spese, dichiarato=Dichiarato("002158", 2016))
    conti = Conti.da_righe(letto.righe, letto.enti)
    assert conti.tavola.index.to_list() == [("002158", 2016)]

    def panel(lato, attesi, fase, scrivi=str):
        serie = {codice: conti.voce("previsione", lato, scrivi(codice), fase) for codice in attesi}
        return {codice: int(valori.iloc[0]) for codice, valori in serie.items()}

    fasi = {
        "competenza_1": "STANZIAMENTO",
        "residui_presunti": "STANZIAMENTO_RES",
        "cassa_1": "STANZIAMENTO_CASSA",
        "competenza_2": "STANZIAMENTO_ANNO2",
    }
    for fase, importo in fasi.items():
        for colonna, cifre in (("TITOLO", 1), ("TIPOLOGIA", 5), ("CATEGORIA", 7), ("PDC_FIN_QUARTO", 12)):
            attesi = per_codice(entrate, colonna, cifre, importo)
            attesi = {codice: totale for codice, totale in attesi.items() if not codice.startswith("E.0")}
            assert panel("entrate", attesi, fase) == attesi
        for colonna, cifre, nome in (
            ("TITOLO", 1, str),
            ("MACROAGGREGATO", 3, str),
            ("MISSIONE", 2, lambda codice: f"M{codice}"),
            ("PROGRAMMA", 4, lambda codice: f"M{codice[:2]}.{codice[2:]}"),
            ("PDC_FIN_QUARTO", 9, str),
        ):
            attesi = per_codice(spese, colonna, cifre, importo)
            assert panel("spese", attesi, fase, nome) == attesi
    assert conti.previsione("entrate", "competenza_1", "1").to_list() == [3272183768]
    assert conti.previsione("spese", "competenza_1", "1").to_list() == [4195832159]
    assert any("le spese superano le entrate di 4.161.313,20 €" in avviso for avviso in letto.avvisi)
