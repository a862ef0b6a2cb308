"""Debt, anticipazione, cash, payments: each sign with a case that shows it and one that does not."""

import pytest
from righe import conti, modulo, rendiconto
from vettori_debito import (
    BILANCIO,
    FONDI,
    INTERESSI,
    ISTAT,
    PCC_PRIMA,
    PRIMA,
    debito,
    del_modulo,
    fgdc,
    penultimo,
)

from crescere_kit.criticalities import trova
from crescere_kit.indicators import calcola


def segni(*righe, anno=BILANCIO):
    panel = conti(*righe)
    return {uno.caso: uno for uno in trova(panel, calcola(panel)).di(ISTAT, anno)}


def tesoreria(*, anno=BILANCIO, **valori):
    return penultimo(anno - 2) + del_modulo("tesoreria", valori, anno)


def con_interessi(euro, coda=""):
    valori = INTERESSI | {"interessi_nuovi": euro * 100 - 160_000_00}
    return del_modulo("debito", {f"{codice}{coda}": importo for codice, importo in valori.items()}, BILANCIO)


CODICI = {
    "anticipazione_media": ("14", "alta"),
    "anticipazione_strutturale": ("14", "alta"),
    "anticipazione_oltre_il_massimo": ("15", "critica"),
    "vincolate_non_ricostituite": ("16", "critica"),
    "vincolate_oltre_il_massimo": ("16", "critica"),
    "cassa_in_calo": ("17", "media"),
    "itp": ("18", "media"),
    "ritardo": ("18", "alta"),
    "fgdc_mancante": ("19", "critica"),
    "debito_oltre_il_limite": ("23", "critica"),
    "debito_alto": ("23", "alta"),
    "mora": ("40", "alta"),
    "pignoramenti": ("40", "alta"),
}
MORA = rendiconto("spese", "impegni", {"107": 180_000_00, "U.1.07.06.02": 10_000_00}, anno=BILANCIO)
SENZA_MORA = rendiconto("spese", "impegni", {"107": 180_000_00, "U.1.07.06.02": 0}, anno=BILANCIO)


def cassa(*finali):
    return [
        riga
        for anno, importo in zip(range(BILANCIO - 2, BILANCIO + 1), finali, strict=True)
        for riga in rendiconto("risultato", "importo", {"fondo_cassa": importo * 100}, anno=anno)
    ]


def residue(*importi):
    return [
        riga
        for anno, importo in zip(range(BILANCIO - 2, BILANCIO + 1), importi, strict=True)
        for riga in modulo("tesoreria", "anticipazione_residua", (ISTAT, anno), valore=importo)
    ]


def pcc(**valori):
    return del_modulo("pagamenti", valori, BILANCIO)


SCATTA_E_NO = {
    "anticipazione_media": (
        tesoreria(anticipazione_media=1_300_000_00),
        tesoreria(anticipazione_media=1_208_333_33),
    ),
    "anticipazione_strutturale": (residue(1, 0, 1), residue(1, 0, 0)),
    "anticipazione_oltre_il_massimo": (
        tesoreria(anticipazione_massima=2_416_666_68),
        tesoreria(anticipazione_massima=2_416_666_67),
    ),
    "vincolate_non_ricostituite": (
        tesoreria(vincolata_da_ricostituire=1),
        tesoreria(vincolata_da_ricostituire=0),
    ),
    "vincolate_oltre_il_massimo": (
        tesoreria(vincolata_da_ricostituire=2_000_000_00, anticipazione_residua=500_000_00),
        tesoreria(vincolata_da_ricostituire=1_900_000_00, anticipazione_residua=500_000_00),
    ),
    "cassa_in_calo": (cassa(500_000, 300_000, 150_000), cassa(500_000, 300_000, 250_000)),
    "itp": (pcc(itp=0.5), pcc(itp=0.0)),
    "ritardo": (pcc(ritardo=4.0), pcc(ritardo=-4.0)),
    "fgdc_mancante": (fgdc(fondi=FONDI | {"fgdc": 0}), fgdc()),
    "debito_oltre_il_limite": (penultimo() + con_interessi(600_000), penultimo() + con_interessi(580_000)),
    "debito_alto": (penultimo() + con_interessi(464_001), penultimo() + con_interessi(464_000)),
    "mora": (MORA, SENZA_MORA),
    "pignoramenti": (tesoreria(pignoramenti=1), tesoreria(pignoramenti=0)),
}


@pytest.fixture(scope="module")
def trovate():
    """One comune for each side of each case, all in one panel: name of the case and side → its signs."""
    lati = {(caso, lato): righe for caso, coppia in SCATTA_E_NO.items() for lato, righe in enumerate(coppia)}
    istat = {chiave: f"{910_000 + posto}" for posto, chiave in enumerate(lati)}
    panel = conti(*((istat[chiave], *riga[1:]) for chiave, righe in lati.items() for riga in righe))
    trovate = trova(panel, calcola(panel))
    return {chiave: {uno.caso: uno for uno in trovate.di(istat[chiave], BILANCIO)} for chiave in lati}


@pytest.mark.parametrize("caso", SCATTA_E_NO)
def test_each_sign_shows_when_it_must_and_not_before(trovate, caso):
    trovato = trovate[caso, 0][caso]
    assert (trovato.codice, trovato.gravita) == CODICI[caso]
    assert "{" not in trovato.frase
    assert caso not in trovate[caso, 1]


def test_the_example_of_the_debt_shows_nothing():
    assert segni(*debito()) == {}


def test_the_fund_says_how_much_is_missing_by_when():
    trovato = segni(*fgdc(fondi=FONDI | {"fgdc": 15_000_00}))["fgdc_mancante"]
    assert trovato.rientro == 60_000_00
    assert trovato.frase.endswith("dell'anno prima. Mancano 60.000,00 €.")
    assert (trovato.scadenza, trovato.atti[0]) == ("fgdc", "fgdc")


def test_debt_past_its_limit_is_critical_and_no_longer_only_high():
    trovati = segni(*penultimo(), *con_interessi(600_000))
    assert "debito_alto" not in trovati
    assert trovati["debito_oltre_il_limite"].rientro == 20_000_00


def test_debt_past_its_threshold_of_attention_says_how_far():
    # 500.000 su 5.800.000 è l'8,62 %: l'8 % sarebbe 464.000.
    trovato = segni(*penultimo(), *con_interessi(500_000))["debito_alto"]
    assert trovato.frase.startswith(
        "Nel bilancio 2024 gli interessi sui debiti sono all'8,62 % delle entrate correnti del penultimo "
        "anno: sopra l'8,00 %"
    )
    assert trovato.rientro == 36_000_00


@pytest.mark.parametrize(
    ("secondo", "terzo", "casi"),
    [
        (200_000, 600_000, {"debito_oltre_il_limite_terzo_anno"}),
        (600_000, 600_000, {"debito_oltre_il_limite_secondo_anno"}),
        (200_000, 200_000, set()),
    ],
)
def test_of_the_later_years_the_first_that_breaks_the_limit_is_told(secondo, terzo, casi):
    trovati = segni(*debito(), *con_interessi(secondo, "_2"), *con_interessi(terzo, "_3"))
    assert set(trovati) == casi


def test_the_first_year_over_the_limit_speaks_for_the_others():
    trovati = segni(*penultimo(), *con_interessi(600_000), *con_interessi(600_000, "_2"))
    assert set(trovati) == {"debito_oltre_il_limite"}


def test_the_delay_of_a_year_names_the_fund_of_the_next():
    trovato = segni(*del_modulo("pagamenti", PCC_PRIMA, PRIMA), anno=PRIMA)["ritardo"]
    assert trovato.frase == (
        "Nel 2023 l'indicatore di ritardo della PCC è di 45 giorni: nel 2024 è dovuto il fondo di "
        "garanzia debiti commerciali."
    )


def test_a_ratio_near_the_limit_of_the_anticipazione_warns():
    trovati = segni(*tesoreria(anticipazione_massima=2_300_000_00))
    assert trovati["anticipazione_oltre_il_massimo_vicino"].gravita == "media"
