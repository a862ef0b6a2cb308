"""The invoices that a liquidazione pays, put in its data from their files: what they say is not typed."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from hashlib import sha256
from typing import Any

from crescere_kit.acts.invoices import Fattura, leggi
from crescere_kit.errors import ErroreSpiegato
from crescere_kit.euro import ImportoNonValido, cents, euro

LIQUIDAZIONE = "det_liquidazione"
_IMPORTI = ("imponibile", "iva")


class FatturaDiversa(ErroreSpiegato, ValueError):
    """What somebody wrote of an invoice is not what its file says."""


def con_fatture(dati: Mapping[str, Any], file: Mapping[str, bytes]) -> dict[str, Any]:
    """Return the data of a liquidazione with the invoices of the files, by their names.

    A row already there with the number of an invoice (or the only one without a number) keeps what the file
    does not say: when it was received and its SDI. Raises FatturaIllegibile, or FatturaDiversa when a written
    amount or supplier is not that of the file.
    """
    scritti = dict(dati)
    righe = [dict(una) for una in scritti.get("fatture") or ()]
    for nome, contenuto in file.items():
        letta = leggi(contenuto)
        riga = _la_sua(righe, letta)
        _stessi_importi(nome, riga, letta)
        riga |= _dal_file(nome, contenuto, letta)
        _beneficiario(nome, scritti, letta)
    scritti["fatture"] = righe
    return scritti


def _la_sua(righe: list[dict[str, Any]], letta: Fattura) -> dict[str, Any]:
    for riga in righe:
        if riga.get("numero", letta.numero) == letta.numero and "origine" not in riga:
            return riga
    righe.append({})
    return righe[-1]


def _dal_file(nome: str, contenuto: bytes, letta: Fattura) -> dict[str, Any]:
    detto = {
        "numero": letta.numero,
        "data": letta.data,
        "imponibile": letta.imponibile,
        "iva": letta.iva,
        "fornitore": letta.fornitore,
        "origine": f"fattura {nome[:100]} sha256 {sha256(contenuto).hexdigest()}",
    }
    return detto | {codice: valore for codice in ("cig", "cup") if (valore := getattr(letta, codice))}


def _stessi_importi(nome: str, riga: Mapping[str, Any], letta: Fattura) -> None:
    for campo in _IMPORTI:
        scritto, vero = riga.get(campo), getattr(letta, campo)
        if scritto is not None and _in_decimale(scritto) != vero:
            raise FatturaDiversa(
                f"Fattura {letta.numero}: è scritto {campo} {scritto}, nel file «{nome}» è "
                f"{euro(cents(vero))}. Togliere l'importo scritto, o controllare il file."
            )


def _in_decimale(scritto: object) -> Decimal | None:
    try:
        return Decimal(cents(str(scritto))) / 100
    except ImportoNonValido:
        return None


def _beneficiario(nome: str, dati: dict[str, Any], letta: Fattura) -> None:
    """Fill who is paid and where; the act checks that every invoice is of that supplier."""
    if not dati.get("beneficiario") and letta.denominazione:
        dati["beneficiario"] = {
            "denominazione": letta.denominazione,
            "codice_fiscale": letta.fornitore,
            "persona_fisica": letta.persona_fisica,
        }
    if letta.iban and not dati.get("iban"):
        dati["iban"] = letta.iban
    elif letta.iban and str(dati["iban"]).replace(" ", "").upper() != letta.iban.replace(" ", "").upper():
        raise FatturaDiversa(
            f"Fattura {letta.numero}: il conto scritto nell'atto non è quello del file «{nome}». Controllare "
            "quale conto il fornitore ha dichiarato."
        )
