"""The ladder of rescue: what stays uncovered goes to the lowest step whose conditions hold.

193 (salvaguardia), 188 (piano di rientro), 243-bis (riequilibrio pluriennale), 244 (dissesto). A condition
that nobody can check is neither true nor false: the step is proposed, and what is to be verified is said.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from crescere_kit import rules
from crescere_kit.euro import euro
from crescere_kit.recovery.plan import IN_EQUILIBRIO, NON_CALCOLABILE, Piano
from crescere_kit.recovery.situation import Situazione

_IGNOTO = "da verificare"
_NESSUNO = (
    "Nessuna procedura è più aperta: per l'ente già in dissesto quello che resta scoperto si affronta "
    "nell'ipotesi di bilancio riequilibrato (art. 259 TUEL)."
)


@dataclass(frozen=True)
class Condizione:
    """One condition in words: vera is None when the accounts do not say."""

    frase: str
    vera: bool | None

    @property
    def esito(self) -> str:
        return {True: "sì", False: "no", None: _IGNOTO}[self.vera]


@dataclass(frozen=True)
class Gradino:
    """One step: the article, its conditions, the act and its term; anni is how long it may last at most."""

    articolo: str
    nome: str
    condizioni: tuple[Condizione, ...]
    atti: tuple[str, ...]
    termine: str
    norma: str
    verifica: str
    anni: int | None = None
    rata: int | None = None

    @property
    def possibile(self) -> bool:
        """Whether no condition is known to fail."""
        return all(condizione.vera is not False for condizione in self.condizioni)

    @property
    def certo(self) -> bool:
        """Whether every condition is known to hold."""
        return all(condizione.vera for condizione in self.condizioni)


@dataclass(frozen=True)
class Scala:
    """The steps, from the lowest, and the one that fits; scelto is None when there is nothing to rescue."""

    gradini: tuple[Gradino, ...]
    scelto: Gradino | None
    frase: str


def scala(situazione: Situazione, piano: Piano) -> Scala:
    """Return the ladder of one ente, after its plan."""
    posto = situazione.istat.index(piano.istat)
    if piano.stato == NON_CALCOLABILE:
        return Scala((), None, "Senza lo squilibrio dei due anni non si può dire quale procedura serva.")
    ente = _Ente.di(situazione, posto, piano)
    gradini = (_salvaguardia(ente), _rientro(ente), _riequilibrio(ente), _dissesto(ente))
    if not ente.serve:
        return Scala(gradini, None, "Non serve nessuna procedura: i due anni sono in equilibrio.")
    scelto = next((gradino for gradino in gradini if gradino.possibile), None)
    return Scala(gradini, scelto, _frase(scelto) if scelto else _NESSUNO)


@dataclass(frozen=True)
class _Ente:
    """What the steps look at: cents, NaN where unknown.

    capienza: what the second year, when measures are in full swing, has left over, and what levers not used
    could add to it. tagli_prfp: what a riequilibrio takes off the spesa beyond those levers.
    """

    serve: bool
    scoperto: int
    scoperto_dopo: int
    passivita: float
    capienza: int
    anni_consiliatura: float
    anni_prfp: float
    rata_prfp: float
    tagli_prfp: float
    in_riequilibrio: bool
    in_dissesto: bool
    non_garantiti: float

    @classmethod
    def di(cls, s: Situazione, posto: int, piano: Piano) -> _Ente:
        anno = int(s.anno[posto])
        scoperto = np.add(piano.scoperto, piano.scoperto_capitale or (0, 0))
        passivita = float(s.passivita[posto])
        tagli = sum(
            getattr(s, spesa)[posto, 1] * _oltre_le_leve(spesa, anno)
            for spesa in ("beni_servizi", "trasferimenti")
        )
        avanza = piano.indicatori[0].dopo[1]
        return cls(
            serve=piano.stato != IN_EQUILIBRIO or passivita > 0 or bool(s.servizi_non_garantiti[posto] == 1),
            scoperto=int(scoperto.sum()),
            scoperto_dopo=int(scoperto[1]),
            passivita=passivita,
            capienza=piano.capienza[1] + max(round(avanza), 0),
            anni_consiliatura=float(s.anni_ripiano[posto]),
            anni_prfp=float(s.anni_prfp[posto]),
            rata_prfp=float(s.rata_prfp[posto]),
            tagli_prfp=float(tagli),
            in_riequilibrio=bool(s.riequilibrio[posto] == 1),
            in_dissesto=bool(s.dissesto[posto] == 1),
            non_garantiti=float(s.servizi_non_garantiti[posto]),
        )

    @property
    def da_ripianare(self) -> float:
        """What the plan does not cover, with what the ente says it still owes."""
        return self.scoperto + (0 if np.isnan(self.passivita) else self.passivita)


def _oltre_le_leve(spesa: str, anno: int) -> float:
    """Return the share of a spesa that a riequilibrio cuts and an ordinary plan does not."""
    tutto, ordinario = (
        float(rules.a_fine_anno("leve", f"{quale}_{spesa}", anno).valore) for quale in ("prfp", "massimo")
    )
    return max(tutto - ordinario, 0.0) / 100


def _salvaguardia(ente: _Ente) -> Gradino:
    coperto = f"le misure coprono i due anni (restano {euro(ente.scoperto)})"
    passivita = "non ci sono altre passività da ripianare"
    return Gradino(
        "193",
        "Salvaguardia degli equilibri",
        (
            Condizione(coperto, ente.scoperto == 0),
            Condizione(passivita, None if np.isnan(ente.passivita) else ente.passivita <= 0),
            _servizi(ente),
        ),
        ("salvaguardia_assestamento",),
        "Entro il 31 luglio, o entro 30 giorni dalla segnalazione del responsabile finanziario",
        "art. 193 TUEL",
        "V",
    )


def _rientro(ente: _Ente) -> Gradino:
    """In equal parts over the years that are left, out of what the levers could still bring."""
    anni, quota = ente.anni_consiliatura, ente.da_ripianare
    noti = not np.isnan(anni)
    annua = quota / anni if noti and anni else np.nan
    detto = f"{anni:.0f} anni della consiliatura" if noti else "gli anni che restano alla consiliatura"
    capienza = (
        f"ogni anno servono {euro(_intero(annua))} in più, e quello che avanza con le leve non usate ne dà "
        f"{euro(ente.capienza)}"
    )
    return Gradino(
        "188",
        "Piano di rientro dal disavanzo",
        (
            Condizione(
                f"lo squilibrio non si ripete nel secondo anno (restano {euro(ente.scoperto_dopo)})",
                ente.scoperto_dopo == 0,
            ),
            Condizione(f"{detto} bastano: {capienza}", bool(annua <= ente.capienza) if noti else None),
            _servizi(ente),
        ),
        ("ripiano_disavanzo",),
        "Con la delibera del rendiconto; il Sindaco relaziona ogni sei mesi",
        "art. 188 TUEL",
        "V",
        anni=int(anni) if noti else None,
        rata=_intero(annua),
    )


def _riequilibrio(ente: _Ente) -> Gradino:
    noti = not np.isnan(ente.anni_prfp)
    rata = ente.rata_prfp if noti else np.nan
    durata = (
        f"passività e spese correnti danno al piano {ente.anni_prfp:.0f} anni al massimo"
        if noti
        else "quanto può durare il piano (servono le passività da ripianare nel modulo)"
    )
    libero = not (ente.in_riequilibrio or ente.in_dissesto)
    return Gradino(
        "243-bis",
        "Riequilibrio finanziario pluriennale",
        (
            Condizione("l'ente non è già in riequilibrio o in dissesto", libero),
            Condizione(durata, True if noti else None),
            _capienza_del_riequilibrio(ente, rata),
            _servizi(ente),
        ),
        ("prfp",),
        "Ricorso al Consiglio, da trasmettere in 5 giorni; piano entro 90 giorni, con parere dei revisori",
        "artt. 243-bis e seguenti TUEL",
        "V",
        anni=int(ente.anni_prfp) if noti else None,
        rata=_intero(rata),
    )


def _capienza_del_riequilibrio(ente: _Ente, rata: float) -> Condizione:
    serve = ente.scoperto_dopo + (0 if np.isnan(rata) else rata)
    puo = ente.capienza + ente.tagli_prfp
    frase = (
        f"ogni anno servono {euro(_intero(serve))}, e quello che avanza, le leve non usate e le riduzioni di "
        f"spesa del riequilibrio danno {euro(_intero(puo))}"
    )
    return Condizione(frase, None if np.isnan(rata) or np.isnan(puo) else bool(serve <= puo))


def _dissesto(ente: _Ente) -> Gradino:
    garantiti = None if np.isnan(ente.non_garantiti) else ente.non_garantiti == 1
    return Gradino(
        "244",
        "Dissesto",
        (
            Condizione("l'ente non è già in dissesto", not ente.in_dissesto),
            Condizione(
                "servizi indispensabili non sono garantiti, o crediti certi di terzi non si coprono",
                garantiti,
            ),
        ),
        (),
        "Delibera di Consiglio non revocabile, trasmessa in 5 giorni; aliquote al massimo entro 30 giorni",
        "artt. 244-269 TUEL",
        "V",
    )


def _servizi(ente: _Ente) -> Condizione:
    """Who cannot guarantee its services is beyond every step but the last."""
    frase = "funzioni e servizi indispensabili sono garantiti"
    return Condizione(frase, None if np.isnan(ente.non_garantiti) else ente.non_garantiti != 1)


def _frase(scelto: Gradino) -> str:
    verificare = [condizione.frase for condizione in scelto.condizioni if condizione.vera is None]
    testo = f"Il gradino più basso che basta è l'art. {scelto.articolo} TUEL: {scelto.nome.lower()}"
    if scelto.anni:
        testo += f", al massimo {scelto.anni} anni"
    if scelto.rata:
        testo += f", almeno {euro(scelto.rata)} all'anno"
    return f"{testo}. Da verificare: {'; '.join(verificare)}." if verificare else f"{testo}."


def _intero(importo: float) -> int | None:
    return None if np.isnan(importo) else int(np.ceil(importo - _CENTESIMI_DI_RUMORE))


_CENTESIMI_DI_RUMORE = 1e-6
