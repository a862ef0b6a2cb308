"""SIOPE by month: the last month is the year, old codes find their titolo."""

from decimal import Decimal

import pytest

from crescere_kit.sources.siope import monthly

MILANO = {
    "Codice istat provincia": "15",
    "Provincia BDAP": "MILANO",
    "Codice istat comune": "146",
    "Codice Tipologia Ente BDAP": "CO",
    "Descrizione Ente BDAP": "COMUNE DI MILANO",
    "Anno/Mese calendario": "2024/12",
    "Tipologia del Movimento": "Entrata",
    "Codice Titolo CG": "E1",
    "Codice Gestionale Enti Locali": "1.01.01.06.001",
    "Popolazione ISTAT": "1374582.0",
    "Importo cumulato": "10.00",
}


def movimento(mese="2024/12", **altre):
    nomi = {
        "titolo": "Codice Titolo CG",
        "codice": "Codice Gestionale Enti Locali",
        "importo": "Importo cumulato",
        "lato": "Tipologia del Movimento",
        "tipo": "Codice Tipologia Ente BDAP",
    }
    return (
        MILANO
        | {"Anno/Mese calendario": mese}
        | {nomi.get(nome, nome): valore for nome, valore in altre.items()}
    )


def leggi(*righe, escludi=frozenset()):
    linee = [";".join(righe[0]), *(";".join(riga.values()) for riga in righe)]
    return monthly.leggi("\n".join(linee).encode(), "siope.csv", escludi)


def cassa(letto, fase="cassa"):
    righe = letto.righe[letto.righe["fase"] == fase]
    return dict(zip(zip(righe["lato"], righe["codice"], strict=True), righe["importo"], strict=True))


def test_the_highest_month_is_the_year_and_months_are_not_summed():
    letto = leggi(movimento("2024/11", importo="900.00"), movimento("2024/12", importo="1000.01"))
    assert cassa(letto) == {("entrate", "1"): 100001}


def per_mese(letto):
    """The months of entrate of titolo 1 that are known, with the row each comes from."""
    righe = letto.righe[(letto.righe["codice"] == "1") & (letto.righe["fase"] != "cassa")]
    return {riga.fase: (riga.importo, riga.riga) for riga in righe.itertuples()}


def test_a_month_is_what_it_added_to_the_sum_from_january():
    letto = leggi(
        movimento("2024/01", importo="100.00"),
        movimento("2024/01", codice="1.01.01.16.001", importo="0.50"),
        movimento("2024/02", importo="150.00"),
        movimento("2024/02", codice="1.01.01.16.001", importo="0.50"),
        movimento("2024/03", importo="120.00"),  # 30.00 were given back: less than the month before
        movimento("2024/03", codice="1.01.01.16.001", importo="0.50"),
    )
    assert per_mese(letto) == {"cassa_01": (10050, 2), "cassa_02": (5000, 4), "cassa_03": (-3000, 6)}
    assert cassa(letto) == {("entrate", "1"): 12050}
    assert letto.avvisi == ["Milano (015146): le entrate SIOPE del 2024 si fermano al mese 3."]


def test_a_titolo_that_does_not_move_in_a_month_of_the_ente_moved_zero():
    letto = leggi(
        movimento("2024/01", titolo="E2"),
        movimento("2024/02", titolo="E2"),
        movimento("2024/02", importo="7.00"),
    )
    assert {fase: importo for fase, (importo, _) in per_mese(letto).items()} == {
        "cassa_01": 0,
        "cassa_02": 700,
    }


def test_where_a_month_is_missing_neither_it_nor_the_next_is_known():
    letto = leggi(*(movimento(f"2024/{mese:02d}", importo=f"{mese}.00") for mese in (1, 2, 4, *range(5, 13))))
    assert "cassa_03" not in per_mese(letto)
    assert "cassa_04" not in per_mese(letto)
    assert len(per_mese(letto)) == 10
    assert cassa(letto) == {("entrate", "1"): 1200}
    assert letto.avvisi == [
        (
            "Nelle entrate SIOPE del 2024 manca il mese 3 di Milano (015146): "
            "quanto si è mosso allora non è zero, non si sa."
        )
    ]


def test_a_titolo_below_zero_is_said_because_reversals_are_real():
    letto = leggi(*(movimento(f"2024/{mese:02d}", importo="-5.00") for mese in range(1, 13)))
    assert cassa(letto) == {("entrate", "1"): -500}
    assert letto.avvisi == [
        (
            "Nelle entrate SIOPE del 2024 il titolo 1 è negativo, cioè gli storni superano i movimenti: "
            "Milano (015146) -5,00 €."
        )
    ]


def test_codes_of_one_titolo_are_summed_and_the_sides_kept_apart():
    letto = leggi(
        movimento(importo="0.29"),
        movimento(codice="1.01.01.16.001", importo="-0.09"),
        movimento(lato="Spesa", titolo="U1", importo="5.00"),
    )
    assert cassa(letto) == {("entrate", "1"): 20, ("uscite", "1"): 500}


def test_conto_terzi_is_a_voce_of_its_own():
    letto = leggi(
        movimento(),
        movimento(titolo="E9", codice="9.01"),
        movimento(lato="Spesa", titolo="U7", codice="7.01"),
    )
    assert cassa(letto) == {("entrate", "1"): 1000, ("entrate", "9"): 1000, ("uscite", "7"): 1000}


def test_a_year_that_stops_before_december_is_said():
    letto = leggi(movimento("2024/10"))
    assert "Milano (015146): le entrate SIOPE del 2024 si fermano al mese 10." in letto.avvisi


@pytest.mark.parametrize(
    ("codice", "titolo"), [("E1000", "1"), ("E4000", "4"), ("E5000", "6"), ("E6000", "9"), ("E9999", "0")]
)
def test_titoli_of_the_old_scheme_find_their_place(codice, titolo):
    assert cassa(leggi(movimento("2016/12", titolo=codice))) == {("entrate", titolo): 1000}


def test_from_2017_the_same_code_is_read_by_its_first_digit():
    assert cassa(leggi(movimento("2017/12", titolo="E6000"))) == {("entrate", "6"): 1000}


def test_who_is_not_a_comune_or_is_left_out_is_not_read():
    letto = leggi(movimento(), movimento(tipo="PR", codice="x"))
    assert cassa(letto) == {("entrate", "1"): 1000}
    assert leggi(movimento(), escludi=frozenset({"015146"})).righe.empty


def test_the_ente_is_known_by_name_province_and_people():
    ente = leggi(movimento()).enti.loc["015146"]
    assert (ente["nome"], ente["provincia"], ente["popolazione"]) == ("Milano", "Milano", 1374582)


@pytest.mark.parametrize(
    ("riga", "colonna", "trovato", "atteso"),
    [
        (movimento(titolo="E8"), "Codice Titolo CG", "«E8»", "un titolo di entrate: 0, 1, 2"),
        (movimento(importo="1,5"), "Importo cumulato", "«1,5»", "un importo con il punto decimale"),
        (movimento("12/2024"), "Anno/Mese calendario", "«12/2024»", "anno e mese, come 2024/12"),
        (movimento(lato="Prestito"), "Tipologia del Movimento", "«Prestito»", "«entrate» oppure «uscite»"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_shown(riga, colonna, trovato, atteso):
    (difetto,) = leggi(riga).difetti
    assert (difetto.riga, difetto.colonna, difetto.trovato) == (2, colonna, trovato)
    assert difetto.atteso.startswith(atteso)


def test_a_missing_column_and_two_rows_for_one_code_are_shown():
    senza = {nome: valore for nome, valore in MILANO.items() if nome != "Importo cumulato"}
    assert [d.colonna for d in leggi(senza).difetti] == ["Importo cumulato"]
    (difetto,) = leggi(movimento(), movimento()).difetti
    assert (difetto.riga, difetto.atteso) == (3, "una riga sola per ente, mese e codice gestionale")


@pytest.mark.reale
def test_the_totals_of_milano_2016_are_those_of_december(dati_reali):
    """Sum December here line by line with Decimal: nothing of the reader is used."""
    contenuto = (dati_reali / "siope_milano_2016" / "2016.csv").read_bytes()
    attesi = {}
    for linea in contenuto.decode("utf-8").splitlines()[1:]:
        campi = linea.split(";")
        if campi[9] == "2016/12":
            attesi[campi[11]] = attesi.get(campi[11], Decimal(0)) + Decimal(campi[-1])
    letto = monthly.leggi(contenuto, "2016.csv", frozenset())
    assert letto.difetti == []
    assert cassa(letto) == {
        ("entrate", titolo): int(attesi[codice] * 100)
        for titolo, codice in zip(
            "012346", ("E9999", "E1000", "E2000", "E3000", "E4000", "E5000"), strict=True
        )
    } | {("entrate", "9"): int(attesi["E6000"] * 100)}
    assert cassa(letto)["entrate", "1"] == 128940967051
    mesi = letto.righe[letto.righe["fase"] != "cassa"].groupby("codice", observed=True)["importo"].sum()
    assert mesi.to_dict() == {codice: importo for (_, codice), importo in cassa(letto).items()}
    assert letto.avvisi == []
