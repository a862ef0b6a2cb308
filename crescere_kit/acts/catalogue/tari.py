"""TARI: the plan of costs that somebody else validated, and the tariffs that cover it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from crescere_kit import rules
from crescere_kit.acts.checks import AVVISA, Ignoto, Violazione, controllo
from crescere_kit.acts.checks.engine import Trovato, in_euro
from crescere_kit.acts.definition import Definizione
from crescere_kit.acts.programmes.tari.coefficients import DOMESTICA
from crescere_kit.acts.programmes.tari.model import Tari
from crescere_kit.acts.programmes.tax_terms import adottata_in_tempo
from crescere_kit.euro import percentuale


def _regola(atto: Tari, codice: str) -> Decimal:
    return Decimal(str(rules.in_force("tributi", codice, atto.giorno).valore))


@controllo("TA-01", "l147-2013:1:654", campo="utenze")
def copertura_integrale(atto: Tari) -> Iterator[Trovato]:
    """Il gettito delle tariffe copre le entrate tariffarie del piano, a meno dell'arrotondamento."""
    if atto.gettito is None:
        return
    scarto = atto.gettito - atto.entrate_tariffarie
    if abs(scarto) > _regola(atto, "tari_quadratura"):
        yield Violazione(
            f"Il gettito delle tariffe è {in_euro(atto.gettito)}, le entrate tariffarie del piano "
            f"{in_euro(atto.entrate_tariffarie)}: la differenza è {in_euro(scarto)}.",
            numeri={"gettito": atto.gettito, "pef": atto.entrate_tariffarie},
        )


@controllo("TA-02", "dpr158-1999:tutto", "l147-2013:1:652", campo="utenze")
def coefficienti_nei_limiti(atto: Tari) -> Iterator[Trovato]:
    """I coefficienti stanno nei limiti del metodo normalizzato per il Sud, allargati dalla tolleranza del
    comma 652 se il comune la usa.
    """
    quota = _regola(atto, "tari_tolleranza") / 100 if atto.deroga_652 else Decimal(0)
    for posto, una in enumerate(atto.utenze):
        suoi = atto.limiti_di(una)
        if suoi is None:
            continue
        fissa, variabile = ("Ka", "Kb") if una.utenza == DOMESTICA else ("Kc", "Kd")
        provati = (
            (fissa, una.fisso, suoi.fissa_min, suoi.fissa_max, "fisso"),
            (variabile, una.variabile, suoi.variabile_min, suoi.variabile_max, "variabile"),
        )
        for nome, valore, minimo, massimo, dove in provati:
            if not minimo * (1 - quota) <= valore <= massimo * (1 + quota):
                yield Violazione(
                    f"{suoi.nome}: {nome} è {_virgola(valore)}, fuori dai limiti da "
                    f"{_virgola(minimo * (1 - quota))} a {_virgola(massimo * (1 + quota))}.",
                    f"utenze.{posto}.{dove}",
                )


@controllo("TA-03", "l147-2013:1:660", campo="riduzioni")
def riduzioni_finanziate(atto: Tari) -> Iterator[Trovato]:
    """Le riduzioni ulteriori del comma 660 sono pagate dalla fiscalità generale, con il loro capitolo."""
    for posto, una in enumerate(atto.riduzioni):
        if una.comma == "660" and una.copertura == "tariffa":
            yield Violazione(
                f"«{una.fattispecie}»: le riduzioni del comma 660 non si pagano con la tariffa.",
                f"riduzioni.{posto}.copertura",
            )
        elif una.copertura == "bilancio" and not una.capitolo:
            yield Violazione(
                f"«{una.fattispecie}»: indicare il capitolo che finanzia {in_euro(una.minor_gettito)}.",
                f"riduzioni.{posto}.capitolo",
            )


@controllo("TA-04", "dpr158-1999:tutto", campo="utenze")
def tabelle_giuste(atto: Tari) -> Iterator[Trovato]:
    """Le categorie sono quelle delle tabelle che valgono per gli abitanti del comune."""
    abitanti = atto.fatti.popolazione()
    if abitanti is None:
        yield Ignoto("Non si sa quanti abitanti ha il comune: indicarlo nell'anagrafica.")
        return
    for posto, una in enumerate(atto.utenze):
        if atto.limiti_di(una) is None:
            yield Violazione(
                f"La voce {una.voce} delle utenze {una.utenza.replace('domestica', 'domestiche')} non esiste "
                f"per un comune di {abitanti} abitanti.",
                f"utenze.{posto}.voce",
            )


@controllo("TA-05", gravita=AVVISA, campo="utenze")
def variazioni_forti(atto: Tari) -> Iterator[Trovato]:
    """Nessuna categoria cambia più della soglia di attenzione rispetto all'anno prima."""
    soglia = _regola(atto, "tari_variazione")
    for posto, una in enumerate(atto.tariffe or ()):
        if una.variazione is not None and abs(una.variazione) > soglia:
            yield Violazione(
                f"{una.nome}: la TARI cambia del {percentuale(float(una.variazione))} in un anno.",
                f"utenze.{posto}.dovuto_precedente",
            )


@controllo("TA-06", "l147-2013:1:654", campo="limite_crescita")
def crescita_nei_limiti(atto: Tari) -> Iterator[Trovato]:
    """Le entrate tariffarie non crescono più del limite annuale del metodo ARERA, salvo atto dell'ente
    competente.
    """
    if None in (atto.entrate_tariffarie, atto.pef_precedente, atto.limite_crescita):
        yield Ignoto("Mancano le entrate tariffarie dell'anno prima o il limite alla loro crescita.")
        return
    massimo = atto.pef_precedente * (1 + atto.limite_crescita / 100)
    if atto.entrate_tariffarie > massimo and not atto.atto_superamento:
        yield Violazione(
            f"Le entrate tariffarie sono {in_euro(atto.entrate_tariffarie)}, il massimo con una crescita del "
            f"{percentuale(float(atto.limite_crescita))} è {in_euro(massimo.quantize(Decimal('0.01')))}."
        )


@controllo("TA-07", "dl228-2021:3:5-quinquies", "l147-2013:1:683", campo="seduta_data")
def in_tempo(atto: Tari) -> Iterator[Trovato]:
    """La delibera è adottata entro il termine della TARI."""
    yield from adottata_in_tempo(atto, atto.termine, "valgono le tariffe dell'anno prima")


def _virgola(numero: Decimal) -> str:
    return f"{numero:.2f}".replace(".", ",")


ATTO = Definizione(
    Tari,
    (
        copertura_integrale,
        coefficienti_nei_limiti,
        riduzioni_finanziate,
        tabelle_giuste,
        variazioni_forti,
        crescita_nei_limiti,
        in_tempo,
    ),
)
