"""All the comuni in one look: counts are those of the accounts, of whom nothing is known nothing is said."""

import json

import pytest
from bs4 import BeautifulSoup
from pandas.testing import assert_frame_equal

from crescere_kit.reports import AnnoAssente, apri
from crescere_kit.reports.region import LottoAssente, regione
from crescere_kit.reports.region.measures import misura

FALLITO = {"comune": "bogro", "istat": "", "nome": "bogro", "anno": None, "stato": "fallito"}


def lotto(cartella, *rapporti: dict):
    scritto = {"notebook": "07_relazione", "scritto": "2026-11-23T03:05:00+01:00", "finito": True}
    (cartella / "lotto.json").write_text(json.dumps(scritto | {"rapporti": rapporti}), encoding="utf-8")
    return cartella


def riuscito(istat: str, anno: int = 2024) -> dict:
    return {"comune": istat, "istat": istat, "nome": istat, "anno": anno, "stato": "riuscito", "secondi": 1.5}


def righe(frammento) -> list[list[str]]:
    pagina = BeautifulSoup(frammento._repr_html_(), "html.parser")
    return [[c.get_text() for c in riga.find_all(["th", "td"])] for riga in pagina.select("tbody tr")]


@pytest.fixture(scope="module")
def tutti(archivio_demo):
    return regione(anno=2024, archivio=archivio_demo)


@pytest.fixture(scope="module")
def borgo(archivio_demo):
    return apri("901001", 2024, archivio_demo)


def test_every_comune_is_in_the_table_with_the_figures_of_its_own_page(tutti, borgo, archivio_demo):
    trovate = {riga[1]: riga for riga in righe(tutti.comuni())}
    assert set(trovate) == set(archivio_demo.enti().index)
    valori = {valore.codice: valore.testo for valore in borgo.valori()}
    gravita = [voce.gravita for voce in borgo.voci_critiche()]
    assert trovate["901001"][5:] == [
        *(valori[codice] for codice in ("N_P", "W1", "W2", "RA_E")),
        *(str(gravita.count(una)) for una in ("critica", "alta", "media")),
    ]


def test_the_table_can_be_searched_filtered_and_sorted_by_the_script_of_the_page(tutti):
    elenco = BeautifulSoup(tutti.comuni()._repr_html_(), "html.parser").select_one(".crescere-elenco")
    colonne = [testa.get_text() for testa in elenco.select("thead th")]
    assert colonne[int(elenco["data-colonna-stato"])] == "Stato"


def test_the_criticita_are_those_of_each_comune_and_their_counts_add_up(tutti, borgo):
    trovate = righe(tutti.criticita())
    di_borgo = {riga[0] for riga in trovate if "Borgo Esempio" in riga[3]}
    assert di_borgo == {voce.titolo for voce in borgo.voci_critiche()}
    quante = sum(int(riga[2].split()[0]) for riga in trovate)
    assert quante == sum(int(cella) for riga in righe(tutti.comuni()) for cella in riga[9:])


def test_the_key_indicators_say_how_many_have_them_and_how_many_are_beyond_the_limit(tutti):
    deficitari = [riga for riga in righe(tutti.comuni()) if int(riga[5]) >= 4]  # half of the eight parametri
    riga = next(riga for riga in righe(tutti.indicatori_chiave()) if riga[0].startswith("Parametri"))
    assert riga[1] == "6 su 6"
    assert riga[-1] == str(len(deficitari))


def test_without_a_batch_the_state_is_that_of_the_rendiconto(tutti):
    assert {riga[4] for riga in righe(tutti.comuni())} == {"rendiconto caricato"}
    assert "Non è indicato un lotto" in tutti.falliti()._repr_html_()
    assert "Di tutti i comuni è caricato il rendiconto 2024" in tutti.mancanti()._repr_html_()


def test_of_a_year_without_rendiconto_nothing_is_said_and_that_is_written(archivio_demo):
    futura = regione(anno=2026, archivio=archivio_demo)
    assert {riga[4] for riga in righe(futura.comuni())} == {"senza rendiconto"}
    assert {cella for riga in righe(futura.comuni()) for cella in riga[9:]} == {"n.c. (1)"}
    assert "non vuol dire che vada tutto bene" in futura.mancanti()._repr_html_()
    assert "Borgo Esempio" in futura.mancanti()._repr_html_()


def test_without_a_year_it_is_the_last_that_most_comuni_have(archivio_demo):
    assert regione(archivio=archivio_demo).anno == 2025


def test_of_a_batch_are_shown_its_comuni_its_year_and_who_failed_with_the_reason(archivio_demo, tmp_path):
    altro = riuscito("901002") | {"stato": "fallito", "errore": "Cella 3: manca <il> rendiconto."}
    cartella = lotto(tmp_path, riuscito("901001"), altro, FALLITO | {"errore": "Non c'è. Forse: borgo"})
    letta = regione(cartella, archivio=archivio_demo)
    assert letta.anno == 2024
    assert [riga[4] for riga in sorted(righe(letta.comuni()), key=lambda r: r[1])] == ["riuscito", "fallito"]
    assert righe(letta.falliti()) == [
        ["901002", "901002", "Cella 3: manca <il> rendiconto."],
        ["bogro", "–", "Non c'è. Forse: borgo"],
    ]
    assert "&lt;il&gt;" in letta.falliti()._repr_html_()
    assert "del 23/11/2026, ore 03:05" in letta.intestazione().html
    assert "2 non riusciti" in letta.sintesi().html


def test_a_folder_without_a_batch_and_a_list_that_is_not_one_are_said_in_a_sentence(archivio_demo, tmp_path):
    with pytest.raises(LottoAssente, match=r"non c'è un lotto: manca «lotto\.json»"):
        regione(tmp_path, archivio=archivio_demo)
    for rovinato in ("", "[]", '{"notebook": "x", "rapporti": [{"stato": "riuscito"}]}', "\x00"):
        (tmp_path / "lotto.json").write_text(rovinato, encoding="utf-8")
        with pytest.raises(LottoAssente, match="non si può leggere"):
            regione(tmp_path, archivio=archivio_demo)


def test_a_year_that_nobody_has_is_said(archivio_demo):
    with pytest.raises(AnnoAssente, match="Non ci sono dati per il 1999"):
        regione(anno=1999, archivio=archivio_demo)


def test_the_name_of_a_comune_opens_its_report_where_the_page_can_reach_it(
    archivio_demo, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    ostile = riuscito("901002") | {"html": "javascript:alert(1)"}
    (tmp_path / "rapporti").mkdir()
    prima = riuscito("901001", 2023) | {"html": "borgo-esempio-2023.html"}
    lotto(tmp_path / "rapporti", riuscito("901001") | {"html": "borgo-esempio-2024.html"}, prima, ostile)

    def indirizzi(cartella) -> list[str]:
        pagina = regione(cartella, 2024, archivio_demo).comuni()._repr_html_()
        return [a["href"] for a in BeautifulSoup(pagina, "html.parser").select("th a")]

    assert indirizzi("rapporti") == ["rapporti/borgo-esempio-2024.html", "rapporti/javascript%3Aalert%281%29"]
    assert indirizzi(tmp_path / "rapporti") == []  # of this machine alone
    monkeypatch.chdir(tmp_path / "rapporti")
    assert indirizzi(".") == ["borgo-esempio-2024.html", "javascript%3Aalert%281%29"]


def test_measured_a_few_at_a_time_the_comuni_are_as_they_are_measured_together(tutti, archivio_demo):
    a_due_a_due = misura(archivio_demo, tutti.enti.index[::-1], 2024, insieme=2)
    for nome in ("valori", "esiti"):
        assert_frame_equal(getattr(a_due_a_due, nome), getattr(tutti.misure, nome), check_dtype=False)
    assert a_due_a_due.criticita.to_dict("records") == tutti.misure.criticita.to_dict("records")
    assert list(a_due_a_due.con_rendiconto) == list(tutti.con_rendiconto)
