"""The signs of the bilancio, of the avanzo, of the funds and of the crises: each fires once, and once not."""

import pytest
from vettori_bilancio import ISTAT, N, T, conti, modulo, prevista, risultato

from crescere_kit.criticalities import trova
from crescere_kit.indicators import calcola

RISERVA, CASSA = modulo(T, "fondi", "riserva"), modulo(T, "fondi", "riserva_cassa")
OBIETTIVI = {
    modulo(T, "fondi", "obiettivi_fp"): 12_000_00,
    modulo(T, "fondi", "obiettivi_fp_dovuto"): 12_000_00,
}
CASI = [  # caso, codice, gravita, year, what makes it show
    ("previsione_corrente_1", "1", "critica", T, {prevista("spese", "1"): 5_600_000_00}),
    ("previsione_corrente_2", "1", "critica", T, {prevista("spese", "1", "2"): 5_400_000_01}),
    ("previsione_corrente_3", "1", "critica", T, {prevista("spese", "1", "3"): 5_400_000_01}),
    ("previsione_pareggio_1", "1", "critica", T, {prevista("spese", "2"): 2_700_000_00}),
    ("previsione_pareggio_2", "1", "critica", T, {prevista("spese", "2", "2"): 0}),
    ("previsione_pareggio_3", "1", "critica", T, {prevista("spese", "2", "3"): 0}),
    (
        "o1_ricorrente_negativo",
        "4",
        "alta",
        N,
        {modulo(N, "ricorrenti", "entrate_non_ricorrenti"): 450_000_00},
    ),
    (
        "cassa_prevista_negativa",
        "17",
        "critica",
        T,
        {(T, "previsione", "spese", "1", "cassa_1"): 6_000_000_00},
    ),
    ("riserva_sotto_il_minimo", "27", "critica", T, {RISERVA: 20_000_00}),
    ("riserva_sopra_il_massimo", "27", "critica", T, {RISERVA: 200_000_00}),
    ("riserva_di_cassa", "27", "critica", T, {CASSA: 10_000_00}),
    (
        "avanzo_oltre_il_limite",
        "35",
        "critica",
        T,
        {modulo(T, "avanzo", "vincolato_accantonato_applicato"): 750_000_00},
    ),
    (
        "ripiano_impossibile",
        "38",
        "critica",
        N,
        {modulo(N, "disavanzo", "passivita_da_ripianare"): 600_000_00},
    ),
    ("presupposti_del_dissesto", "39", "critica", N, {modulo(N, "ente", "servizi_non_garantiti"): 1}),
]
IN_ORDINE = {modulo(N, "disavanzo", "passivita_da_ripianare"): 100_000_00}


def di(anno, cambia, sposta=0):
    panel = conti(IN_ORDINE | cambia, sposta=sposta)
    trovate = trova(panel, calcola(panel)).di(ISTAT, anno + sposta)
    return {rilievo.caso: rilievo for rilievo in trovate}


@pytest.fixture(scope="module")
def in_ordine():
    return {anno: di(anno, OBIETTIVI, sposta=1) for anno in (N, T)}


@pytest.mark.parametrize(
    ("caso", "codice", "gravita", "anno", "cambia"), CASI, ids=[caso[0] for caso in CASI]
)
def test_each_sign_shows_where_the_law_is_broken(caso, codice, gravita, anno, cambia):
    rilievo = di(anno, cambia)[caso]
    assert (rilievo.codice, rilievo.gravita) == (codice, gravita)
    assert "{" not in rilievo.frase


def test_none_shows_where_it_is_kept(in_ordine):
    mostrati = set(in_ordine[N]) | set(in_ordine[T])
    assert not mostrati & {caso[0] for caso in CASI} - {"fondo_obiettivi"}
    assert not [caso for caso in in_ordine[T].values() if caso.codice in ("1", "17", "27", "35", "36")]


def test_a_fondo_obiettivi_that_is_short_says_by_how_much():
    cambia = OBIETTIVI | {modulo(T, "fondi", "obiettivi_fp"): 9_000_00}
    fondo = di(T, cambia, sposta=1)["fondo_obiettivi"]
    assert (fondo.codice, fondo.gravita, fondo.rientro) == ("36", "critica", 3_000_00)
    assert fondo.frase.endswith("Al fondo mancano 3.000,00 €, da finanziare con entrate correnti.")


def test_the_sentences_hold_the_numbers():
    trovate = di(T, {RISERVA: 20_000_00, modulo(T, "avanzo", "vincolato_accantonato_applicato"): 750_000_00})
    assert trovate["riserva_sotto_il_minimo"].frase == (
        "Nel bilancio 2024 il fondo di riserva è allo 0,37 % delle spese correnti: sotto lo 0,45 % dovuto. "
        "Al fondo mancano 4.300,00 €."
    )
    assert trovate["avanzo_oltre_il_limite"].frase == (
        "Nel 2024 l'avanzo vincolato, accantonato e destinato applicato dall'ente in disavanzo supera quello "
        "ammesso: il margine è -50.000,00 €. Vanno tolti dal bilancio 50.000,00 € di avanzo applicato."
    )


def test_a_recovery_owed_by_the_plans_counts_before_the_one_entered():
    mancato = di(N, {modulo(N, "disavanzo", "quota_dovuta"): 100_000_00})["recupero_mancato"]
    assert (mancato.codice, mancato.limite, mancato.rientro) == ("6", -160_000_00, 40_000_00)
    in_pari = di(N, {(N - 1, *risultato("disponibile")): -290_000_00})
    assert "recupero_mancato" not in in_pari
