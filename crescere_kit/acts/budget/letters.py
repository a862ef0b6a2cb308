"""Which letter of art. 175, c. 5-bis and 5-quater, TUEL allows a change: a test over its rows for each."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from crescere_kit.acts.act import somma
from crescere_kit.acts.budget.rows import ENTRATE, SPESE, RigaVariazione

Righe = Sequence[RigaVariazione]

GIUNTA = {
    "a": "utilizzo della quota vincolata e accantonata in esercizio provvisorio",
    "b": "variazioni compensative fra missioni e programmi su risorse comunitarie e vincolate",
    "c": "variazioni compensative per il personale trasferito nell'ente",
    "d": "variazioni delle dotazioni di cassa",
    "e": "variazioni del fondo pluriennale vincolato con il riaccertamento",
    "e-bis": "variazioni compensative fra macroaggregati dello stesso programma",
}
RESPONSABILE = {
    "a": "variazioni compensative del PEG fra capitoli della stessa categoria o macroaggregato",
    "b": "variazioni fra il fondo pluriennale vincolato e gli stanziamenti correlati",
    "c": "utilizzo della quota vincolata da economie di spesa",
    "d": "variazioni per i versamenti alla tesoreria statale e i depositi",
    "e": "variazioni delle partite di giro e dei servizi per conto di terzi",
    "e-bis": "variazioni per l'esigibilità dei contributi a rendicontazione",
}


def _compensano(righe: Righe) -> str:
    if not any(una.competenza for una in righe):
        return "cambia solo la cassa"
    saldi = {
        anno: somma(
            una.competenza if una.lato == SPESE else -una.competenza for una in righe if una.anno == anno
        )
        for anno in {una.anno for una in righe}
    }
    storti = sorted(anno for anno, saldo in saldi.items() if saldo)
    return f"le righe del {storti[0]} non si compensano" if storti else ""


def _solo_cassa(righe: Righe) -> str:
    return "cambia anche la competenza" if any(una.competenza for una in righe) else ""


def _solo_spese(righe: Righe) -> str:
    return "c'è anche un'entrata" if any(una.lato == ENTRATE for una in righe) else ""


def _vincolate(righe: Righe) -> str:
    return "c'è una riga senza il suo vincolo" if any(not una.vincolo for una in righe) else ""


def _stesso_programma(righe: Righe) -> str:
    programmi = {(una.letto.programma, una.letto.titolo) for una in righe}
    if any(not programma for programma, _ in programmi):
        return "c'è una riga di cui non si conosce il programma"
    return "le righe sono di programmi o titoli diversi" if len(programmi) > 1 else ""


def _stesso_dettaglio(righe: Righe) -> str:
    dettagli = {(una.lato, una.letto.conti) for una in righe}
    return "le righe sono di categorie o macroaggregati diversi" if len(dettagli) > 1 else ""


def _di_giro(righe: Righe) -> str:
    fuori = [una for una in righe if una.letto.titolo != ("9" if una.lato == ENTRATE else "7")]
    return "c'è una riga che non è di partite di giro" if fuori else ""


def _libere(righe: Righe) -> str:
    return ""


Prova = Callable[[Righe], str]
PROVE_GIUNTA: dict[str, tuple[Prova, ...]] = {
    "a": (_vincolate,),
    "b": (_vincolate, _solo_spese, _compensano),
    "c": (_solo_spese, _compensano),
    "d": (_solo_cassa,),
    "e": (_libere,),
    "e-bis": (_solo_spese, _stesso_programma, _compensano),
}
PROVE_RESPONSABILE: dict[str, tuple[Prova, ...]] = {
    "a": (_stesso_dettaglio, _compensano),
    "b": (_solo_spese, _compensano),
    "c": (_vincolate,),
    "d": (_libere,),
    "e": (_di_giro,),
    "e-bis": (_vincolate,),
}


def perche_non(prove: dict[str, tuple[Prova, ...]], lettera: str, righe: Righe) -> list[str]:
    """Return why the rows are not what a letter allows; nothing when they are."""
    return [frase for prova in prove[lettera] if (frase := prova(righe))]


def adatte(prove: dict[str, tuple[Prova, ...]], righe: Righe) -> list[str]:
    """Return the letters whose pattern the rows fit, leaving out those that ask for nothing."""
    return [
        lettera
        for lettera, sue in prove.items()
        if sue != (_libere,) and righe and not perche_non(prove, lettera, righe)
    ]
