"""The verification says one sentence for each fault, and where it is."""

from dataclasses import replace
from datetime import date

import pytest
from registri import Orologio, adotta, in_proposta

from crescere_kit.acts.register import Ufficio


@pytest.fixture
def ufficio(tmp_path):
    ufficio = Ufficio(tmp_path, Orologio())
    for _ in range(2):
        adotta(ufficio, in_proposta(ufficio))
    return ufficio


def riscritto(ufficio, cambia) -> list[str]:
    """The faults of a log written again by somebody who can compute hashes."""
    eventi = cambia(ufficio.registro.eventi())
    righe, prima = [], "0" * 64
    for n, evento in enumerate(eventi, 1):
        nuovo = replace(evento, n=n, prima=prima)
        prima = nuovo.impronta
        righe.append(nuovo.riga())
    ufficio.registro.diario.file.write_bytes(b"".join(righe))
    ufficio.registro.diario.segno.unlink()
    return [str(difetto) for difetto in ufficio.verifica()]


def con_dati(evento, **dati):
    return replace(evento, dati=evento.dati | dati)


def test_a_sound_register_has_no_fault(ufficio):
    assert ufficio.verifica() == []
    assert riscritto(ufficio, lambda eventi: eventi) == []


def test_an_empty_register_has_no_fault(tmp_path):
    assert Ufficio(tmp_path / "nuovo").verifica() == []


def test_a_line_that_is_taken_away_breaks_the_chain(ufficio):
    file = ufficio.registro.diario.file
    righe = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(b"".join(righe[:3] + righe[4:]))
    detti = [str(difetto) for difetto in ufficio.verifica()]
    assert detti[0] == "Riga 4: non segue la riga precedente: un evento è stato tolto, aggiunto o spostato."


@pytest.mark.parametrize(
    ("numero", "detto"),
    [
        (1, "Riga 10: Il numero 1/2026 (giunta) è già stato preso"),
        (3, "Riga 10: Il numero 3/2026 (giunta) lascerebbe un vuoto"),
    ],
)
def test_a_number_given_twice_and_a_gap_are_found_even_if_the_hashes_are_right(ufficio, numero, detto):
    detti = riscritto(ufficio, lambda eventi: [*eventi[:-1], con_dati(eventi[-1], numero=numero)])
    assert detti[0].startswith(detto)


def test_a_day_that_goes_back_is_found(ufficio):
    detti = riscritto(ufficio, lambda eventi: [*eventi[:-1], con_dati(eventi[-1], data=date(2026, 1, 1))])
    assert "non può avere una data anteriore" in detti[0]


def test_a_step_that_could_not_be_taken_is_found(ufficio):
    detti = riscritto(ufficio, lambda eventi: [eventi[0], eventi[3], *eventi[4:]])
    assert "Riga 2: La pratica 2026-0001 è nello stato «bozza» e non può passare a «proposta»" in detti[0]


def test_an_event_nobody_knows_and_one_without_its_data_are_found(ufficio):
    detti = riscritto(
        ufficio,
        lambda eventi: [*eventi, replace(eventi[0], cosa="venduta"), replace(eventi[4], dati={})],
    )
    assert detti[0] == "Riga 11: L'evento «venduta» non è fra quelli del registro."
    assert detti[1].startswith("Riga 12: La pratica 2026-0001 è nello stato «adottata» e non può passare")


def test_a_text_that_is_not_the_adopted_one_is_found(ufficio):
    def altro_testo(eventi):
        documenti = {"delibera.docx": eventi[-1].dati["documenti"]["delibera.docx"] | {"contenuto": "0" * 64}}
        return [*eventi[:-1], con_dati(eventi[-1], documenti=documenti)]

    assert riscritto(ufficio, altro_testo) == [
        "Riga 10: Il testo del documento «delibera.docx» non è quello adottato."
    ]
