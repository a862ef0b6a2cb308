from righe import conti, rendiconto

from crescere_kit.reports import prospects
from crescere_kit.reports.documents import Quadro, quadri
from crescere_kit.tables import Assente, Importo

TITOLI = dict.fromkeys("12345679", 0)


def quadro(*righe: tuple, anno: int = 2023) -> Quadro:
    return quadri(conti(*righe).solo(["901001"]))[anno]


def test_a_table_by_titolo_ends_with_its_total():
    tabella = prospects.entrate(quadro(*rendiconto("entrate", "accertamenti", TITOLI | {"1": 700, "9": 50})))
    assert tabella.righe[0][2] == Importo(700)
    assert tabella.righe[-1][:1] == ("Totale",)
    assert tabella.righe[-1][2] == Importo(750)


def test_a_total_with_a_missing_addend_is_not_computed():
    tabella = prospects.entrate(quadro(*rendiconto("entrate", "accertamenti", {"1": 700})))
    motivo = "il rendiconto 2023 caricato non contiene questa voce"
    assert tabella.righe[-1][2] == Assente(f"il totale non si fa: {motivo}")
    assert tabella.righe[1][2] == Assente(motivo)


def test_siope_lists_the_titoli_that_moved_and_sums_them():
    righe = [("901001", 2025, "siope", "uscite", t, "cassa", c) for t, c in {"1": 300, "0": 20}.items()]
    righe.append(("901001", 2025, "siope", "uscite", "1", "cassa_12", 300))
    tabella = prospects.cassa(quadro(*righe, anno=2025), "uscite")
    assert [riga[0].split("  ")[0] for riga in tabella.righe] == ["Da regolarizzare", "1", "Totale"]
    assert tabella.righe[-1][1] == Importo(320)


def test_the_budget_shows_its_three_years():
    righe = [("901001", 2025, "previsione", "entrate", "1", f"competenza_{n}", n) for n in (1, 2, 3)]
    tabella = prospects.previsione(quadro(*righe, anno=2025), "entrate")
    assert tabella.colonne[1:4] == ("Competenza 2025", "Competenza 2026", "Competenza 2027")
    assert tabella.righe[0][1:4] == (Importo(1), Importo(2), Importo(3))


def test_the_prospects_keep_the_official_order_and_mark_what_concludes():
    righe = rendiconto("risultato", "importo", {"fondo_cassa": 1, "disponibile": -5})
    tabella = prospects.risultato(quadro(*righe))
    assert tabella.righe[-1] == ("Totale parte disponibile", Importo(-5))
    assert len(tabella.righe) - 1 in tabella.evidenti
