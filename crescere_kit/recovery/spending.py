"""The levers of the spesa: what one unit saves, and how far it may go."""

from __future__ import annotations

import numpy as np

from crescere_kit import rules
from crescere_kit.euro import euro
from crescere_kit.recovery.resa import Resa, leva, regola, unisci
from crescere_kit.recovery.situation import Situazione


def _riduzione(s: Situazione, spesa: np.ndarray, massimo: str, nome: str) -> Resa:
    """Return a lever that takes one percent off a line of spesa, as it gets going."""
    avvio = unisci(regola("avvio_1", s.anno), regola("avvio_2", s.anno)) / 100
    return Resa(
        netto=spesa / 100 * avvio,
        massimo=regola(massimo, s.anno),
        mancano={nome: spesa.sum(axis=1)},
        esaurita="non c'è spesa da ridurre",
    )


@leva("beni_servizi")
def beni_servizi(s: Situazione) -> Resa:
    """Contracts that can be reviewed; those already signed are why the cap is low."""
    return _riduzione(s, s.beni_servizi, "massimo_beni_servizi", "la spesa per beni e servizi")


@leva("utenze")
def utenze(s: Situazione) -> Resa:
    """Electricity, gas, water."""
    return _riduzione(s, s.utenze, "massimo_utenze", "la spesa per utenze")


@leva("trasferimenti")
def trasferimenti(s: Situazione) -> Resa:
    """What is given to others, where no law sets it."""
    return _riduzione(s, s.trasferimenti, "massimo_trasferimenti", "la spesa per trasferimenti")


@leva("personale")
def personale(s: Situazione) -> Resa:
    """Only who leaves and is not replaced."""
    return _riduzione(s, s.personale, "massimo_personale", "la spesa di personale")


@leva("rinegoziazione")
def rinegoziazione(s: Situazione) -> Resa:
    """One percent of the loans that can be lengthened, in the years in which the savings are free."""
    ammessa = np.nan_to_num(unisci(regola("rinegoziazione", s.anno), regola("rinegoziazione", s.anno + 1)))
    fine = rules.ultima("leve", "rinegoziazione").al
    chiuso = f"dopo il {fine.year} i risparmi non si possono più usare senza vincolo"
    return Resa(
        netto=s.risparmio_mutui / 100 * ammessa,
        massimo=np.full(len(s), 100.0),
        mancano={"i mutui (modulo dell'ente)": s.risparmio_mutui.sum(axis=1)},
        esaurita="nessun mutuo si può allungare",
        perche=tuple("" if si.any() else chiuso for si in ammessa),
        avvisi=tuple(_costo(interessi) for interessi in s.maggiori_interessi),
    )


def _costo(interessi: float) -> str:
    anni = int(rules.ultima("leve", "rinegoziazione_anni").valore)
    quanto = (
        "" if np.isnan(interessi) else f", e in tutto si pagano {euro(round(interessi))} di interessi in più"
    )
    return f"A rinegoziare tutto, il debito dura {anni} anni di più{quanto}."


@leva("ripiano")
def ripiano(s: Situazione) -> Resa:
    """Instead of the whole new disavanzo in the first year, a quota of it in each year that the law gives."""
    nuovo, anni = s.disavanzo_nuovo, s.anni_ripiano
    quota = np.where(anni > 1, nuovo / np.where(anni > 1, anni, 1), np.nan)
    breve = "gli anni che restano alla consiliatura non permettono di ripartire"
    return Resa(
        netto=unisci(nuovo - quota, -quota),
        massimo=np.where(nuovo > 0, 1.0, 0.0),
        passo=np.ones(len(s)),
        mancano={"se c'è disavanzo che nessun piano copre": nuovo, "gli anni della consiliatura": anni},
        esaurita="non c'è un nuovo disavanzo da ripartire",
        perche=tuple(breve if uno <= 1 else "" for uno in anni),
    )
