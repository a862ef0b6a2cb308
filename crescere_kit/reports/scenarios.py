"""The scenarios side by side: what each supposes of the two years, and where it leads."""

from __future__ import annotations

from collections.abc import Mapping

from crescere_kit.euro import numero
from crescere_kit.projection import Ipotesi, Proiezione, Scenario, predefiniti
from crescere_kit.projection.scenario import IPOTESI
from crescere_kit.recovery import leve
from crescere_kit.reports.projected import SALDI
from crescere_kit.tables import Frase, Tabella, importo

A_CONFRONTO = ("base", "prudente")
IN_PAROLE = {
    "riscossione_punti": ("riscossione", "punti"),
    "utenze_percento": ("utenze", "%"),
    "tasso_punti": ("tassi variabili", "punti"),
    "ccnl_percento": ("contratti del personale", "%"),
    "inflazione_percento": ("inflazione", "%"),
}
ETICHETTE = {
    "riscossione_punti": "Riscossione, punti in più o in meno",
    "utenze_percento": "Utenze, % oltre l'indice",
    "tasso_punti": "Tassi variabili, punti in più",
    "fcde_accelerato": "FCDE con il metodo accelerato, dove la legge lo permette",
}
_ASSOLUTE = ("ccnl_percento", "inflazione_percento")  # they take the place of a rule, and have no sign
_MANCA = "manca una delle linee che lo formano"


def affiancati(prevista: Proiezione, riequilibrio: Proiezione | None = None) -> dict[str, Proiezione]:
    """Return the projection under each scenario to compare: base, prudente, the one in use, then the plan."""
    noti = [predefiniti()[nome] for nome in A_CONFRONTO]
    tutti = [*noti, *([prevista.scenario] if prevista.scenario not in noti else [])]
    tutte = {
        scenario.nome: prevista if scenario == prevista.scenario else prevista.con(scenario)
        for scenario in tutti
    }
    return tutte if riequilibrio is None else tutte | {riequilibrio.scenario.nome: riequilibrio}


def tabella(scenari: Mapping[str, Proiezione]) -> Tabella:
    """Return each scenario as a column: what it supposes, then where it leads."""
    saldi = {nome: uno.saldi() for nome, uno in scenari.items()}
    anni = next(iter(scenari.values())).anni()[1:]
    righe = [("Che cosa suppone", *(Frase(supposto(uno.scenario)) for uno in scenari.values()))]
    righe += [
        (
            f"{SALDI[codice]} {anno}",
            *(importo(suoi[codice][passo].valore, _MANCA) for suoi in saldi.values()),
        )
        for codice in SALDI
        for passo, anno in enumerate(anni)
    ]
    return Tabella("Scenari a confronto", ("Saldo", *scenari), tuple(righe))


def supposto(scenario: Scenario) -> str:
    """Say what a scenario changes of the base, in words."""
    neutre = Ipotesi()
    detti = [
        _ipotesi(nome, getattr(scenario.ipotesi, nome))
        for nome in IPOTESI
        if getattr(scenario.ipotesi, nome) != getattr(neutre, nome)
    ]
    if scenario.forzature:
        quante = len(scenario.forzature)
        detti.append("una linea decisa" if quante == 1 else f"{quante} linee decise")
    if scenario.leve:
        nomi = leve()
        detti.append(f"leve: {', '.join(nomi[c].nome if c in nomi else c for c, _ in scenario.leve)}")
    return "; ".join(detti) or "nulla di diverso da come vanno i conti"


def _ipotesi(nome: str, valore: float) -> str:
    if nome not in IN_PAROLE:
        return ETICHETTE.get(nome, nome.replace("_", " "))
    cosa, unita = IN_PAROLE[nome]
    segno = "+" if valore > 0 and nome not in _ASSOLUTE else ""
    decimali = 0 if valore == int(valore) else 2
    return f"{cosa} {segno}{numero(valore, decimali)} {unita}"
