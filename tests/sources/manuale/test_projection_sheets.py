"""The sheets that the projection reads: lists that may be left empty, and whose rows are whole or refused."""

import pytest
from moduli import apri, compila, del_modulo, letto, riga, salva, scritto, valori

MODULO = scritto()
CONTRATTO = {"linea": "2 utenze", "importo": 400_000, "indice": 0.015}
MOVIMENTO = {"effetto_1": -20_000, "effetto_2": -40_000.5}
MUTUO = {
    "importo": 80_000,
    "anno": 2025,
    "tasso": 0.0425,
    "rate_anno": "2 semestrale",
    "rate": 40,
    "tipo": "1 rata costante (francese)",
}


def test_what_the_projection_needs_is_read():
    compilato = compila(
        MODULO,
        {
            **riga("Contratti", 1, nome="Energia", ultimo_anno=2026, **CONTRATTO),
            **riga("Movimenti del personale", 1, nome="Pensionamento", **MOVIMENTO),
            **riga("Trasferimenti attesi", 1, nome="Asili", da="2 Regione", importo_1=30_000, importo_2=0),
            **riga("Una tantum", 1, nome="Sentenza", linea="13 trasferimenti dati", importo=5_000),
            **riga("Piani di disavanzo", 1, nome="FCDE 2019", quota_1=90_000, quota_2=90_000),
            ("Personale", "personale/ccnl_percento/valore", "valore"): 0.02,
        },
    )
    assert valori(letto(compilato)) == {
        (2023, del_modulo("contratti", "Energia", "linea")): 2,
        (2023, del_modulo("contratti", "Energia", "importo")): 400_000_00,
        (2023, del_modulo("contratti", "Energia", "indice")): pytest.approx(1.5),
        (2023, del_modulo("contratti", "Energia", "ultimo_anno")): 2026,
        (2024, del_modulo("movimenti_personale", "Pensionamento", "effetto_1")): -20_000_00,
        (2024, del_modulo("movimenti_personale", "Pensionamento", "effetto_2")): -40_000_50,
        (2024, del_modulo("trasferimenti_attesi", "Asili", "da")): 2,
        (2024, del_modulo("trasferimenti_attesi", "Asili", "importo_1")): 30_000_00,
        (2024, del_modulo("trasferimenti_attesi", "Asili", "importo_2")): 0,
        (2023, del_modulo("una_tantum", "Sentenza", "linea")): 13,
        (2023, del_modulo("una_tantum", "Sentenza", "importo")): 5_000_00,
        (2024, del_modulo("disavanzo_piani", "FCDE 2019", "quota_1")): 90_000_00,
        (2024, del_modulo("disavanzo_piani", "FCDE 2019", "quota_2")): 90_000_00,
        (2024, del_modulo("personale", "ccnl_percento")): pytest.approx(2.0),
    }


@pytest.mark.parametrize(
    ("foglio", "valori_", "frase"),
    [
        ("Contratti", CONTRATTO | {"indice": None}, "«Aumento annuo previsto dal contratto»"),
        ("Contratti", CONTRATTO | {"linea": "4 mense"}, "una voce dell'elenco"),
        ("Contratti", CONTRATTO | {"ultimo_anno": 26}, "un numero fra 2015 e 2100"),
        ("Contratti", CONTRATTO | {"importo": -1}, "un importo in euro"),
        ("Movimenti del personale", MOVIMENTO | {"effetto_2": None}, "«Effetto nel 2025»"),
        ("Mutui nuovi", MUTUO | {"rate": 0}, "un numero fra 1 e 600"),
        ("Mutui nuovi", MUTUO | {"anno": None}, "«Anno»"),
        ("Opere", {"spesa_1": 1, "spesa_2": 1, "contributo_1": 1}, "«Contributo 2025»"),
        ("Una tantum", {"linea": "10 altro", "importo": 1}, "una voce dell'elenco"),
    ],
)
def test_a_row_that_cannot_be_is_refused(foglio, valori_, frase):
    esito = letto(compila(MODULO, riga(foglio, 1, nome="Una riga", **valori_)))
    assert len(esito.righe) == 0
    assert any(frase in difetto.atteso for difetto in esito.difetti), esito.difetti


def test_a_form_downloaded_before_these_sheets_were_there_is_still_read():
    libro = apri(MODULO)
    scheda = libro["_modulo"]
    nuovi = ("Contratti", "Trasferimenti attesi", "Una tantum", "Opere", "Mutui nuovi", "Piani di disavanzo")
    for nome in (*nuovi, "Movimenti del personale"):
        del libro[nome]
    for numero in range(scheda.max_row, 0, -1):
        if any(cella.value in (*nuovi, "Movimenti del personale") for cella in scheda[numero]):
            scheda.delete_rows(numero)
    esito = letto(compila(salva(libro), {("Avanzo e fondi", "fondi/riserva/valore", "valore"): 5}))
    assert valori(esito) == {(2024, del_modulo("fondi", "riserva")): 5_00}
