"""A line moves with its account, or with its titolo; what happened only once moves nothing."""

import numpy as np
import pytest
from righe import conti, rendiconto

from crescere_kit.projection.behaviour import tendenze
from crescere_kit.projection.forecast import impara
from crescere_kit.projection.forecast.voci import dei_conti
from crescere_kit.projection.horizon import Orizzonte

ANNI = range(2017, 2024)


def storia(valori: dict[str, list[int]], spese: int = 1000) -> list[tuple]:
    righe = []
    for posto, anno in enumerate(ANNI):
        entrate = {codice: serie[posto] for codice, serie in valori.items()}
        righe += rendiconto("entrate", "accertamenti", entrate, anno=anno)
        righe += rendiconto("spese", "impegni", {"1": spese, "101": spese}, anno=anno)
    return righe


def moti(righe: list[tuple], una_tantum: dict | None = None):
    tutti = conti(*righe)
    orizzonte = Orizzonte.di(tutti)
    return tendenze(tutti, orizzonte, impara(dei_conti(tutti)), una_tantum or {})


def test_a_line_that_never_moved_stays():
    fermo = moti(storia({"1": [900] * 7, "10101": [900] * 7}))
    assert fermo.di("altri_tributi", np.array([900.0]))[0, 0].tolist() == pytest.approx([900, 900])


def test_an_account_without_a_past_moves_with_its_titolo():
    solo_titolo = moti(storia({"1": [round(1000 * 1.05**posto) for posto in range(7)]}))
    insieme = solo_titolo.di("fsc", np.array([500.0]))[0, 0]
    titolo = solo_titolo.previsioni.mediana[0, solo_titolo.serie.voci.index("entrate 1")]
    assert insieme == pytest.approx(500 * titolo / round(1000 * 1.05**6))


def test_what_happened_only_once_is_not_the_level_from_which_it_starts():
    con_colpo = {"3": [100] * 6 + [160], "30100": [100] * 6 + [160]}
    senza = moti(storia(con_colpo), {"beni_servizi": np.array([60.0])})
    assert senza.di("beni_servizi", np.array([100.0]))[0, 0].tolist() == pytest.approx([100, 100], rel=0.01)
    assert moti(storia(con_colpo)).di("beni_servizi", np.array([160.0]))[0, 0, 0] > 130


def test_the_accounts_of_a_titolo_agree_with_it():
    serie = {"1": [1000, 1010, 1020, 1030, 1040, 1050, 1060]}
    serie |= {"10101": [600, 615, 610, 620, 622, 640, 650], "10104": [100] * 7}
    serie |= {
        "10301": [v - a - 100 for v, a in zip(serie["1"], serie["10101"], strict=True)],
        "10302": [0] * 7,
    }
    mosse = moti(storia(serie))
    inizio = {"altri_tributi": 650.0, "compartecipazioni": 100.0, "fsc": serie["10301"][-1]}
    somma = sum(mosse.di(linea, np.array([float(valore)]))[0, 0] for linea, valore in inizio.items())
    titolo = mosse.previsioni.mediana[0, mosse.serie.voci.index("entrate 1")]
    da_soli = sum(
        mosse.previsioni.mediana[0, mosse.serie.voci.index(f"entrate {codice}")]
        for codice in ("10101", "10104", "10301")
    )
    assert (np.abs(somma - titolo) < np.abs(da_soli - titolo)).all()


def test_what_was_nothing_stays_nothing():
    nulla = moti(storia({"1": [900] * 7, "10302": [0] * 7}))
    assert nulla.di("fondi_regionali", np.array([0.0]))[0, 0].tolist() == [0, 0]
