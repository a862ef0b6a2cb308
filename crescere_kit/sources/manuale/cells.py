"""One cell of the form, read: its value as the panel holds it, or the sentence that says what is wrong."""

from __future__ import annotations

import re

from crescere_kit.sources.faults import Difetto
from crescere_kit.sources.manuale.layout import Campo
from crescere_kit.sources.spreadsheet import Cella, values

Esito = tuple[int | float | None, Difetto | None]

_ANNI_INTORNO = 10  # no act of these years, and no end of term, is further away
_NUMERO_DELLA_SCELTA = re.compile(r"(\d{1,2})(?!\d)")


def leggi(cella: Cella, campo: Campo) -> Esito:
    """Read a cell; an empty one is None without a fault."""
    if campo.scelte:
        return _scelta(cella, campo.scelte)
    if campo.unita == "si_no":
        return values.si_no(cella)
    if campo.unita == "data":
        return data(cella, campo.anno - _ANNI_INTORNO, campo.anno + _ANNI_INTORNO)
    letta = {
        "euro": values.cents,
        "percentuale": values.percentuale,
        "giorni": values.giorni,
        "numero": values.intero,
    }
    valore, difetto = letta[campo.unita](cella, negativi=campo.minimo is None)
    if valore is None or difetto:
        return None, difetto
    return _nei_limiti(cella, campo, valore)


def data(cella: Cella, dal: int, al: int) -> Esito:
    """Read a date of those years: one of another century is a slip of the fingers."""
    giorno, difetto = values.data(cella)
    if giorno is None or difetto:
        return None, difetto
    if not dal <= int(giorno) // 10_000 <= al:
        anni = f"del {dal}" if dal == al else f"fra il {dal} e il {al}"
        return None, cella.difetto(values.mostra(cella), f"una data {anni}, come 31/12/{al}")
    return int(giorno), None


def _scelta(cella: Cella, scelte: tuple[str, ...]) -> Esito:
    testo, difetto = values.testo(cella)
    if testo is None or difetto:
        return None, difetto
    numero = _NUMERO_DELLA_SCELTA.match(str(testo))
    if numero and numero[1] in {scelta.split()[0] for scelta in scelte}:
        return int(numero[1]), None
    return None, cella.difetto(values.mostra(cella), f"una voce dell'elenco: {', '.join(scelte)}")


def _nei_limiti(cella: Cella, campo: Campo, valore: int | float | str) -> Esito:
    # Amounts have no limit but their sign, which the reading above knows.
    if campo.unita == "euro" or not isinstance(valore, (int, float)):
        return valore, None
    basso = campo.minimo is not None and valore < campo.minimo
    alto = campo.massimo is not None and valore > campo.massimo
    if not (basso or alto):
        return valore, None
    cosa = "una percentuale" if campo.unita == "percentuale" else "un numero"
    fra = (
        f"{cosa} fra {campo.minimo} e {campo.massimo}" if campo.massimo else f"{cosa} da {campo.minimo} in su"
    )
    return None, cella.difetto(values.mostra(cella), fra)
