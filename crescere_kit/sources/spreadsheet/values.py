"""What a cell means: each function returns the value, or None and a fault that names sheet and cell.

An empty cell is None without a fault: whether it may be empty is for its form to say. Numbers are exact: a
number of Excel is the shortest decimal that gives it back, and only the noise of its sums is rounded away.
"""

from __future__ import annotations

import math
import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from crescere_kit.sources.faults import Difetto
from crescere_kit.sources.spreadsheet.sheets import Cella
from crescere_kit.sources.spreadsheet.survey import NON_CALCOLATA

ATTESO_IMPORTO = "un importo in euro con al più due decimali, come 1.234,56"
ATTESO_PERCENTUALE = "una percentuale, come 35,33"
ATTESO_GIORNI = "un numero di giorni, come 45"
ATTESO_INTERO = "un numero intero, come 12"
ATTESO_DATA = "una data, come 31/12/2024"
ATTESO_SI_NO = "sì o no"
ATTESO_TESTO = "un testo"
_RICALCOLARE = "il suo risultato: aprire il file con Excel o LibreOffice, salvarlo e ricaricarlo"
_SENZA_ERRORE = "un valore: correggere la formula o scrivere il valore"
_POSITIVO = ", non negativo"

_RUMORE = Decimal("0.000001")  # euro: what the sums of Excel may stray by …
_PASSI = 256  # … or these steps between a number and the next, for the sum of a thousand large amounts …
_RUMORE_MASSIMO = Decimal("0.0005")  # … but never as much as a third decimal
_MASSIMO = 10**13  # beyond, a number of Excel no longer holds the cents
_LUNGO = 40
_TESTO_LUNGO = 2_000
_DAL, _AL = 1900, 2100
_PRIMO_GIORNO = datetime(1899, 12, 30)  # noqa: DTZ001 - Excel counts the days from here, in no time zone
_SERIALI = (36_526, 73_050)  # 1 January 2000 and 31 December 2099, as Excel counts them
_NUMERO = re.compile(r"-?(\d{1,3}(\.\d{3}){1,4}|\d{1,15})(,\d{1,12})?")
_GIORNI = re.compile(r"\s*(giorni|giorno|gg\.?)$", re.IGNORECASE)
_DATA = re.compile(r"(?P<g>\d{1,2})[/.-](?P<m>\d{1,2})[/.-](?P<a>\d{4})")
_DATA_ISO = re.compile(r"(?P<a>\d{4})-?(?P<m>\d{2})-?(?P<g>\d{2})")
_SI = {"si", "sì", "si'", "s", "x", "vero", "true", "1"}
_NO = {"no", "n", "falso", "false", "0"}

Esito = tuple[int | float | str | None, Difetto | None]


def cents(cella: Cella, *, negativi: bool = True) -> Esito:
    """Read an amount in euro as integer cents."""
    if fermo := _senza_valore(cella):
        return fermo
    if cella.percento:
        return _sbagliata(cella, ATTESO_IMPORTO)
    if isinstance(cella.valore, str):
        numero = _in_forma_italiana(cella.valore.replace("€", ""))
    else:
        numero = _numero(cella.valore)
    if numero is None or abs(numero) >= _MASSIMO:
        return _sbagliata(cella, ATTESO_IMPORTO)
    arrotondato = numero.quantize(Decimal("0.01"))
    if abs(numero - arrotondato) > _rumore(cella.valore):
        return _sbagliata(cella, ATTESO_IMPORTO)
    if arrotondato < 0 and not negativi:
        return _sbagliata(cella, ATTESO_IMPORTO + _POSITIVO)
    return int(arrotondato * 100), None


def percentuale(cella: Cella, *, negativi: bool = True) -> Esito:
    """Read a percentage in points: 35,33, «35,33 %» and a cell that shows 35,33 % are the same."""
    if fermo := _senza_valore(cella):
        return fermo
    if isinstance(cella.valore, str):
        numero = _in_forma_italiana(cella.valore.strip().removesuffix("%"))
    else:
        numero = _numero(cella.valore)
        if numero is not None and cella.percento:
            numero *= 100
    return _misura(cella, numero, ATTESO_PERCENTUALE, negativi=negativi)


def giorni(cella: Cella, *, negativi: bool = True) -> Esito:
    """Read a number of days, which may have decimals: a delay in payments is a mean."""
    if fermo := _senza_valore(cella):
        return fermo
    if isinstance(cella.valore, str):
        numero = _in_forma_italiana(_GIORNI.sub("", cella.valore.strip()))
    else:
        numero = None if cella.percento else _numero(cella.valore)
    return _misura(cella, numero, ATTESO_GIORNI, negativi=negativi)


def intero(cella: Cella, *, negativi: bool = True) -> Esito:
    """Read a whole number."""
    if fermo := _senza_valore(cella):
        return fermo
    scritto = isinstance(cella.valore, str)
    numero = _in_forma_italiana(cella.valore) if scritto else _numero(cella.valore)
    if numero is None or cella.percento or numero != int(numero) or abs(numero) >= _MASSIMO:
        return _sbagliata(cella, ATTESO_INTERO)
    if numero < 0 and not negativi:
        return _sbagliata(cella, ATTESO_INTERO + _POSITIVO)
    return int(numero), None


def data(cella: Cella) -> Esito:
    """Read a date as AAAAMMGG; a number is never taken for a date, but the fault says which it would be."""
    if fermo := _senza_valore(cella):
        return fermo
    giorno = _giorno(cella.valore)
    if giorno is None or not _DAL <= giorno.year <= _AL:
        return _sbagliata(cella, ATTESO_DATA + _come_data(cella.valore))
    return giorno.year * 10_000 + giorno.month * 100 + giorno.day, None


def si_no(cella: Cella) -> Esito:
    """Read «sì», «SI», «x», VERO, 1 as 1 and «no», FALSO, 0 as 0."""
    if fermo := _senza_valore(cella):
        return fermo
    valore = cella.valore
    if isinstance(valore, (bool, int, float)) and valore in {0, 1} and not cella.percento:
        return int(valore), None
    detto = valore.strip().lower().rstrip(".") if isinstance(valore, str) else ""
    if detto in _SI | _NO:
        return int(detto in _SI), None
    return _sbagliata(cella, ATTESO_SI_NO)


def testo(cella: Cella) -> Esito:
    """Read a text on one line; a number is the text that Excel would show, a date is a fault."""
    if fermo := _senza_valore(cella):
        return fermo
    valore = cella.valore
    if isinstance(valore, (int, float)) and not isinstance(valore, bool) and not cella.percento:
        numero = _numero(valore)
        valore = f"{numero:f}".replace(".", ",") if numero is not None else None
    if not isinstance(valore, str) or len(valore) > _TESTO_LUNGO:
        return _sbagliata(cella, ATTESO_TESTO + (f" di al più {_TESTO_LUNGO} caratteri" if valore else ""))
    return " ".join("".join(c if c.isprintable() else " " for c in valore).split()), None


def mostra(cella: Cella) -> str:
    """Write what a cell holds, as it reads in a sentence."""
    if cella.guasto:
        return cella.guasto
    valore = cella.valore
    if isinstance(valore, bool):
        return "VERO" if valore else "FALSO"
    if isinstance(valore, (int, float)):
        return _mostra_numero(valore, cella.percento)
    if isinstance(valore, (datetime, date)):
        return f"la data {valore.day:02d}/{valore.month:02d}/{valore.year}"
    if isinstance(valore, (time, timedelta)):
        return f"l'ora {valore}"
    riga = " ".join((valore or "").split())
    return f"«{riga[:_LUNGO]}…»" if len(riga) > _LUNGO else f"«{riga}»"


def _mostra_numero(valore: float, percento: bool) -> str:
    numero = _numero(valore)
    if numero is None:
        return "un numero non valido"
    numero = numero * 100 if percento else numero
    scritto = f"{numero.normalize():f}".replace(".", ",")
    return f"«{scritto[:_LUNGO]}{' %' if percento else ''}»"


def _senza_valore(cella: Cella) -> Esito | None:
    """Return the answer for a cell that holds no value, whatever was expected."""
    if cella.guasto:
        atteso = _RICALCOLARE if cella.guasto == NON_CALCOLATA else _SENZA_ERRORE
        return None, cella.difetto(cella.guasto, atteso)
    return (None, None) if cella.valore is None else None


def _sbagliata(cella: Cella, atteso: str) -> Esito:
    return None, cella.difetto(mostra(cella), atteso)


def _rumore(valore: object) -> Decimal:
    """Return how far from the cent a number may be by its sums alone; a text is what somebody wrote."""
    if isinstance(valore, str):
        return Decimal(0)
    return min(_RUMORE_MASSIMO, max(_RUMORE, _PASSI * Decimal(math.ulp(valore))))


def _misura(cella: Cella, numero: Decimal | None, atteso: str, *, negativi: bool) -> Esito:
    if numero is None or abs(numero) >= _MASSIMO:
        return _sbagliata(cella, atteso)
    if numero < 0 and not negativi:
        return _sbagliata(cella, atteso + _POSITIVO)
    return float(numero), None


def _numero(valore: object) -> Decimal | None:
    """Return a number exactly as it is written, or None for what is none (VERO, a date, infinity)."""
    if isinstance(valore, bool) or not isinstance(valore, (int, float)) or not math.isfinite(valore):
        return None
    numero = Decimal(repr(valore))
    return Decimal(int(numero)) if numero == int(numero) else numero


def _in_forma_italiana(scritto: str) -> Decimal | None:
    """Read «1.234,56» by the grammar of `amounts.cents_italiani`, with as many decimals as are written."""
    pulito = scritto.replace("\u2212", "-").replace("\u00a0", "").replace(" ", "").strip()
    if not _NUMERO.fullmatch(pulito):
        return None
    return Decimal(pulito.replace(".", "").replace(",", "."))


def _giorno(valore: object) -> date | None:
    if isinstance(valore, datetime):
        return valore.date() if valore.time() == time() else None
    if isinstance(valore, date):
        return valore
    if isinstance(valore, float) and valore.is_integer():
        valore = str(int(valore))
    trovata = None
    if isinstance(valore, str):
        trovata = _DATA.fullmatch(valore.strip()) or _DATA_ISO.fullmatch(valore.strip())
    if not trovata:
        return None
    try:
        return date(*(int(trovata[parte]) for parte in "amg"))
    except ValueError:
        return None


def _come_data(valore: object) -> str:
    """Say which date a bare number would be, for a cell that lost its format."""
    if isinstance(valore, bool) or not isinstance(valore, (int, float)):
        return ""
    if not _SERIALI[0] <= valore <= _SERIALI[1]:
        return ""
    giorno = _PRIMO_GIORNO + timedelta(days=int(valore))
    return f" (come data questo numero è il {giorno.day:02d}/{giorno.month:02d}/{giorno.year})"
