"""The acts of the catalogue by the name an office calls them."""

from __future__ import annotations

from collections.abc import Iterable

_NOMI = {
    "addizionale_irpef": "delibera di Consiglio sull'addizionale IRPEF",
    "avviso": "avviso pubblico",
    "bilancio": "bilancio di previsione",
    "convenzione": "convenzione",
    "det_accertamento": "determinazione di accertamento",
    "det_impegno": "determinazione di impegno",
    "det_liquidazione": "determinazione di liquidazione",
    "fgdc": "delibera sul fondo di garanzia debiti commerciali",
    "imu": "delibera di Consiglio sulle aliquote IMU",
    "piao": "PIAO",
    "prfp": "piano di riequilibrio finanziario pluriennale",
    "ripiano_disavanzo": "delibera di Consiglio di ripiano del disavanzo",
    "salvaguardia_assestamento": "delibera di Consiglio di salvaguardia e assestamento",
    "tari": "delibera di Consiglio sulle tariffe TARI",
    "var_consiglio": "variazione di bilancio del Consiglio",
}


def in_parole(codici: Iterable[str]) -> str:
    """Name some acts of the catalogue; a code that nobody named stays as it is."""
    return ", ".join(_NOMI.get(codice, codice.replace("_", " ")) for codice in codici)
