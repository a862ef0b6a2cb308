"""A practice goes from the draft to the archive, and at each step the register says what may be done."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from registri import Orologio, Prova, adotta, docx, in_proposta

from crescere_kit.acts.register import (
    CambiatoNelFrattempo,
    ControlliNonSuperati,
    Numero,
    PraticaAssente,
    RegistroRifiuta,
    Scadenza,
    Ufficio,
)


@pytest.fixture
def orologio():
    return Orologio()


@pytest.fixture
def ufficio(tmp_path, orologio):
    return Ufficio(tmp_path / "comune", orologio)


def test_a_practice_goes_through_all_its_states(ufficio, orologio):
    id_ = in_proposta(ufficio)
    assert adotta(ufficio, id_) == Numero("giunta", 2026, 1)
    pubblicata = ufficio.avanza(id_, "pubblicata", "Bruno", dal=date(2026, 11, 23))
    assert (pubblicata.pubblicata_al, pubblicata.esecutiva_dal) == (date(2026, 12, 8), date(2026, 12, 4))
    orologio.adesso = datetime(2026, 12, 4, 8, tzinfo=UTC)
    ufficio.avanza(id_, "esecutiva", "Bruno")
    assert ufficio.avanza(id_, "archiviata", "Bruno").stato == "archiviata"
    assert [evento.cosa for evento in ufficio.storia(id_)] == ["aperta", *["avanzata"] * 3, "adottata"] + [
        "avanzata"
    ] * 3
    assert ufficio.verifica() == []


def test_what_a_new_process_reads_is_what_was_written(ufficio, tmp_path):
    id_ = in_proposta(ufficio)
    adotta(ufficio, id_)
    altro = Ufficio(tmp_path / "comune")
    assert altro.pratiche() == ufficio.pratiche()
    assert altro.storia(id_) == ufficio.storia(id_)


def test_an_act_is_not_in_force_before_its_day(ufficio, orologio):
    id_ = in_proposta(ufficio)
    adotta(ufficio, id_)
    ufficio.avanza(id_, "pubblicata", "Anna", dal=date(2026, 11, 23))
    orologio.adesso = datetime(2026, 12, 3, 8, tzinfo=UTC)
    with pytest.raises(RegistroRifiuta, match="diventa esecutiva il 04/12/2026"):
        ufficio.avanza(id_, "esecutiva", "Anna")


@pytest.mark.parametrize("come", [{"immediata": True}, {"contesto": {"immediata": True}}])
def test_an_act_declared_immediately_executable_is_in_force_when_it_is_adopted(ufficio, come):
    id_ = in_proposta(ufficio)
    adotta(ufficio, id_, **come)
    assert ufficio.pratica(id_).esecutiva_dal == date(2026, 11, 20)


def test_a_step_that_is_not_there_is_refused_saying_the_ones_that_are(ufficio):
    id_ = ufficio.apri_bozza("fgdc", {}, "Anna")
    with pytest.raises(RegistroRifiuta, match=r"«bozza» e non può passare a «pareri»: .* «istruttoria»"):
        ufficio.avanza(id_, "pareri", "Anna")
    with pytest.raises(RegistroRifiuta, match="gli stati sono bozza, istruttoria"):
        ufficio.avanza(id_, "firmata", "Anna")


def test_a_proposal_may_go_back_and_a_practice_may_be_dropped_before_adoption_only(ufficio):
    id_ = in_proposta(ufficio)
    assert ufficio.avanza(id_, "bozza", "Anna", motivo="manca un parere").stato == "bozza"
    assert ufficio.avanza(id_, "annullata", "Anna").stato == "annullata"
    altra = in_proposta(ufficio)
    adotta(ufficio, altra)
    with pytest.raises(RegistroRifiuta, match="non può passare a «annullata»"):
        ufficio.avanza(altra, "annullata", "Anna")


def test_a_blocking_check_stops_the_proposal_and_never_the_draft(ufficio):
    id_ = ufficio.apri_bozza("var_urgenza", {}, "Anna")
    fallito = Prova("VU-01", superato=False, messaggio="le variazioni non pareggiano per euro 10,00")
    for stato in ("istruttoria", "pareri"):
        ufficio.avanza(id_, stato, "Anna", esiti=[fallito])
    with pytest.raises(ControlliNonSuperati, match="VU-01: le variazioni non pareggiano per euro 10,00"):
        ufficio.avanza(id_, "proposta", "Anna", esiti=[fallito, Prova()])
    with pytest.raises(ControlliNonSuperati, match="servono gli esiti"):
        ufficio.avanza(id_, "proposta", "Anna")
    avviso = Prova("VU-09", blocca=False, superato=False, messaggio="potrebbe bastare il responsabile")
    assert ufficio.avanza(id_, "proposta", "Anna", esiti=[avviso]).stato == "proposta"


def test_a_check_that_cannot_be_told_is_not_a_check_that_passed(ufficio):
    id_ = in_proposta(ufficio)
    with pytest.raises(ControlliNonSuperati, match="C-01"):
        adotta(ufficio, id_, esiti=[Prova(superato=None)])
    assert ufficio.prossimo("giunta", 2026) == 1


def test_who_saves_over_a_newer_save_is_told_who_and_when(ufficio, orologio):
    id_ = ufficio.apri_bozza("fgdc", {"oggetto": "FGDC"}, "Bruno")
    letta = ufficio.pratica(id_).versione
    ufficio.salva(id_, {"oggetto": "FGDC 2026"}, "Anna", versione=letta)
    with pytest.raises(
        CambiatoNelFrattempo, match=r"l'ha cambiata Anna alle 10:42 del 22/11/2026: ricaricar"
    ):
        ufficio.salva(id_, {"oggetto": "altro"}, "Bruno", versione=letta)
    assert ufficio.dati(id_) == {"oggetto": "FGDC 2026"}


def test_an_adopted_act_is_not_changed_any_more(ufficio):
    id_ = in_proposta(ufficio)
    adotta(ufficio, id_)
    with pytest.raises(RegistroRifiuta, match="si corregge con un altro atto"):
        ufficio.salva(id_, {}, "Anna")
    with pytest.raises(RegistroRifiuta, match="non può passare a «adottata»"):
        adotta(ufficio, id_)
    assert ufficio.prossimo("giunta", 2026) == 2


def test_each_organ_settore_and_year_counts_by_itself(ufficio):
    serie = [
        ("giunta", "", 2026),
        ("consiglio", "", 2026),
        ("determinazione", "Finanziario", 2026),
        ("determinazione", "Tecnico", 2026),
        ("responsabile", "finanziario ", 2026),
        ("giunta", "", 2025),
        ("giunta", "", 2026),
    ]
    numeri = [
        adotta(ufficio, in_proposta(ufficio), organo=organo, settore=settore, data=date(anno, 6, 1)).numero
        for organo, settore, anno in serie
    ]
    assert numeri == [1, 1, 1, 1, 2, 1, 2]
    assert ufficio.verifica() == []


@pytest.mark.parametrize(
    ("come", "detto"),
    [
        ({"numero": 1}, "è già stato preso: il prossimo è 2"),
        ({"numero": 5}, "lascerebbe un vuoto: il prossimo è 2. .* numero ufficiale"),
        ({"data": date(2026, 11, 19)}, "non può avere una data anteriore, il 19/11/2026"),
        ({"data": date(2026, 12, 30)}, "è dopo oggi, 22/11/2026"),
        ({"organo": "sindaco"}, "gli organi sono consiglio, giunta"),
        ({"organo": None}, "Manca l'organo"),
        ({"numero_ufficiale": "57"}, "«57» è già di un altro atto"),
        ({"documenti": {}}, "almeno un documento"),
        ({"documenti": {"delibera.docx": b"no"}}, "non è un docx che si legge"),
    ],
)
def test_an_adoption_that_would_spoil_the_register_is_refused_and_takes_no_number(ufficio, come, detto):
    adotta(ufficio, in_proposta(ufficio), numero_ufficiale="57")
    id_ = in_proposta(ufficio)
    with pytest.raises(RegistroRifiuta, match=detto):
        adotta(ufficio, id_, **come)
    assert ufficio.pratica(id_).stato == "proposta"
    assert adotta(ufficio, id_, numero=2).numero == 2


def test_the_number_of_the_comune_s_own_system_is_kept_beside_ours(ufficio):
    id_ = in_proposta(ufficio)
    adotta(ufficio, id_)
    ufficio.registra_ufficiale(id_, " 131 ", "Anna")
    assert ufficio.pratica(id_).numero_ufficiale == "131"
    ufficio.registra_ufficiale(id_, "132", "Anna")  # typed wrong the first time
    altra = in_proposta(ufficio)
    adotta(ufficio, altra, numero_ufficiale="131")
    with pytest.raises(RegistroRifiuta, match="già di un altro atto"):
        ufficio.registra_ufficiale(altra, "132", "Anna")
    with pytest.raises(RegistroRifiuta, match="è vuoto"):
        ufficio.registra_ufficiale(altra, "  ", "Anna")


def test_what_was_adopted_comes_back_as_it_was(ufficio):
    contesto = {"organo": "giunta", "pareggio": Decimal("1234.50"), "anni": {2026: Decimal("0.10")}}
    id_ = in_proposta(ufficio)
    adotta(ufficio, id_, organo=None, contesto=contesto, documenti={"atto.docx": docx("à"), "a.pdf": b"%PDF"})
    assert ufficio.importa(id_).contesto == contesto
    assert ufficio.documento(id_, "atto.docx") == docx("à")
    assert ufficio.versioni(id_)["crescere"] == "0.1.0"
    with pytest.raises(RegistroRifiuta, match=r"non ha un documento «b.pdf»: ha a.pdf, atto.docx"):
        ufficio.documento(id_, "b.pdf")


def test_the_same_text_has_the_same_hash_however_it_was_zipped(ufficio):
    id_ = in_proposta(ufficio)
    adotta(
        ufficio, id_, documenti={"a.docx": docx("x"), "b.docx": docx("x", spazio=" "), "c.docx": docx("y")}
    )
    documenti = ufficio.pratica(id_).documenti
    assert documenti["a.docx"].sha256 != documenti["b.docx"].sha256
    assert documenti["a.docx"].contenuto == documenti["b.docx"].contenuto != documenti["c.docx"].contenuto


def test_a_ratifica_starts_from_what_was_adopted_and_closes_what_was_due(ufficio):
    urgenza = in_proposta(ufficio)
    termine = Scadenza("ratifica", date(2026, 12, 31), "Ratifica del Consiglio", "art. 175, c. 4, TUEL")
    adotta(ufficio, urgenza, scadenze=[termine], contesto={"pareggio": Decimal("10.00")})
    assert [(s.codice, s.giorno, s.pratica) for s in ufficio.scadenze()] == [
        ("ratifica", date(2026, 12, 31), urgenza)
    ]
    assert ufficio.scadenze(al=date(2026, 12, 30)) == []
    preso = ufficio.importa(urgenza)
    ratifica = in_proposta(ufficio, "var_ratifica")
    ufficio.collega(ratifica, urgenza, preso.impronta, "Anna")
    assert [(c.id, c.intatto) for c in ufficio.collegate(ratifica)] == [(urgenza, True)]
    adotta(ufficio, ratifica, organo="consiglio", chiude=[(urgenza, "ratifica")])
    assert ufficio.scadenze() == []
    assert ufficio.pratica(urgenza).scadenze[0].chiusa_da == ratifica
    assert ufficio.verifica() == []


def test_what_was_not_adopted_cannot_be_imported(ufficio):
    bozza = ufficio.apri_bozza("var_urgenza", {}, "Anna")
    with pytest.raises(RegistroRifiuta, match="non è adottata: è nello stato «bozza»"):
        ufficio.importa(bozza)
    with pytest.raises(RegistroRifiuta, match="non è ciò che è stato adottato"):
        ufficio.apri_bozza("var_ratifica", {}, "Anna", importati={bozza: "0" * 64})


def test_a_frozen_context_that_was_touched_is_no_longer_intact(ufficio, tmp_path):
    urgenza = in_proposta(ufficio)
    adotta(ufficio, urgenza)
    impronta = ufficio.importa(urgenza).impronta
    ratifica = ufficio.apri_bozza("var_ratifica", {}, "Anna", importati={urgenza: impronta})
    (tmp_path / "comune" / "oggetti" / impronta).write_bytes(b"{}")
    assert [c.intatto for c in ufficio.collegate(ratifica)] == [False]


def test_something_due_is_added_and_closed_by_hand(ufficio):
    id_, risposta = ufficio.apri_bozza("fgdc", {}, "Anna"), ufficio.apri_bozza("fgdc", {}, "Anna")
    ufficio.aggiungi_scadenza(id_, Scadenza("peg", date(2026, 12, 1), "Adeguare il PEG"), "Anna")
    with pytest.raises(RegistroRifiuta, match="ha già una scadenza «peg» aperta"):
        ufficio.aggiungi_scadenza(id_, Scadenza("peg", date(2026, 12, 2), "Adeguare il PEG"), "Anna")
    ufficio.chiudi_scadenza(id_, "peg", "Anna", con=risposta)
    assert ufficio.scadenze() == []
    with pytest.raises(RegistroRifiuta, match="non ha una scadenza «peg» aperta"):
        ufficio.chiudi_scadenza(id_, "peg", "Anna", con=risposta)


def test_a_practice_that_is_not_there_and_a_person_without_a_name_get_a_sentence(ufficio):
    with pytest.raises(PraticaAssente, match="non c'è una pratica «2026-0009»"):
        ufficio.pratica("2026-0009")
    with pytest.raises(RegistroRifiuta, match="Manca chi fa l'operazione"):
        ufficio.apri_bozza("fgdc", {}, " ")
    with pytest.raises(RegistroRifiuta, match="Per pubblicare serve il primo giorno"):
        ufficio.avanza("x", "pubblicata", "Anna")


def test_publication_does_not_come_before_adoption(ufficio):
    id_ = in_proposta(ufficio)
    adotta(ufficio, id_)
    with pytest.raises(RegistroRifiuta, match=r"adottata il 20/11/2026: non può essere pubblicata prima"):
        ufficio.avanza(id_, "pubblicata", "Anna", dal=date(2026, 11, 19))
