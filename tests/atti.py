"""What the tests of the acts stand on: the first comune of the demo region, its people, its samples."""

from __future__ import annotations

import json
from copy import deepcopy
from dataclasses import replace
from datetime import date
from functools import cache
from hashlib import sha256
from typing import Any

from crescere_kit.acts import demo as invenzioni
from crescere_kit.acts.act import Atto
from crescere_kit.acts.catalogue import definizione
from crescere_kit.acts.checks import Esito
from crescere_kit.acts.facts import Fatti, Importato
from crescere_kit.sources import demo

ISTAT = "901001"

# An invented electronic invoice with two rates of IVA.
FATTURA = """<?xml version="1.0" encoding="UTF-8"?>
<p:FatturaElettronica versione="FPA12" xmlns:p="http://ivaservizi.agenziaentrate.gov.it/docs/xsd/fatture/v1.2">
<FatturaElettronicaHeader><CedentePrestatore><DatiAnagrafici><IdFiscaleIVA><IdPaese>IT</IdPaese>
<IdCodice>00743110157</IdCodice></IdFiscaleIVA></DatiAnagrafici></CedentePrestatore></FatturaElettronicaHeader>
<FatturaElettronicaBody><DatiGenerali><DatiGeneraliDocumento><TipoDocumento>TD01</TipoDocumento>
<Data>2026-06-10</Data><Numero>118/PA</Numero></DatiGeneraliDocumento>
<DatiContratto><CodiceCIG>B1C2D3E4F5</CodiceCIG></DatiContratto></DatiGenerali>
<DatiBeniServizi><DatiRiepilogo><ImponibileImporto>2000.00</ImponibileImporto><Imposta>440.00</Imposta>
</DatiRiepilogo><DatiRiepilogo><ImponibileImporto>400.00</ImponibileImporto><Imposta>88.00</Imposta>
</DatiRiepilogo></DatiBeniServizi></FatturaElettronicaBody></p:FatturaElettronica>"""


@cache
def _conti():
    return demo.conti(comuni=2, dettaglio=True)


def fatti(giorno: date = date(2026, 10, 12), **altro: Any) -> Fatti:
    """What is known of Borgo Esempio in the demo region."""
    conti = _conti().uno(ISTAT)
    ente = conti.enti.loc[ISTAT]
    chi = invenzioni.anagrafica(ISTAT, ente["nome"], ente["provincia"], int(ente["popolazione"]))
    return replace(Fatti(conti, ISTAT, giorno, chi, importa=adottata), **altro)


@cache
def adottata(pratica: str) -> Importato:
    """The sample of the variazione d'urgenza as the register keeps it once adopted with number 41."""
    conti, chi = _conti().uno(ISTAT), fatti(importa=None).anagrafica
    uno = definizione("var_urgenza")
    letto = uno.modello.leggi(
        invenzioni.dati(uno, chi) | {"numero": 41}, Fatti(conti, ISTAT, date(2026, 10, 12), chi)
    )
    contesto = letto.model_dump(mode="json")
    impronta = sha256(json.dumps(contesto, sort_keys=True).encode()).hexdigest()
    return Importato(pratica, "var_urgenza", contesto, impronta)


def dati(codice: str, **cambi: Any) -> dict[str, Any]:
    """The data of the sample of an act, with some fields changed (`righe__0__codice` reaches inside)."""
    scritti = deepcopy(invenzioni.dati(definizione(codice), fatti().anagrafica))
    for percorso, valore in cambi.items():
        *dentro, ultimo = percorso.split("__")
        posto: Any = scritti
        for passo in dentro:
            posto = posto[int(passo)] if passo.isdigit() else posto[passo]
        posto[int(ultimo) if ultimo.isdigit() else ultimo] = valore
    return scritti


def atto(codice: str, su: Fatti | None = None, **cambi: Any) -> Atto:
    """The sample of an act, read."""
    return definizione(codice).modello.leggi(dati(codice, **cambi), su or fatti())


def esiti(codice: str, su: Fatti | None = None, **cambi: Any) -> dict[str, list[Esito]]:
    """How every check of the sample went, by id."""
    per_id: dict[str, list[Esito]] = {}
    for uno in definizione(codice).esamina(atto(codice, su, **cambi)):
        per_id.setdefault(uno.id, []).append(uno)
    return per_id


def frasi(codice: str, controllo: str, su: Fatti | None = None, **cambi: Any) -> list[str]:
    """What one check finds wrong in the sample of an act with some fields changed."""
    trovati = esiti(codice, su, **cambi)[controllo]
    return [uno.messaggio for uno in trovati if uno.superato is False]
