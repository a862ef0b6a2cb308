"""Which letter of art. 175, c. 5-bis and 5-quater, TUEL allows a change: a test over its rows for each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from crescere_kit import rules
from crescere_kit.acts.act import somma
from crescere_kit.acts.budget.rows import ENTRATE, SPESE, RigaVariazione
from crescere_kit.acts.budget.surplus import QUOTE

if TYPE_CHECKING:
    from crescere_kit.acts.budget.variation import Variazione

Righe = Sequence[RigaVariazione]
_GIRO = {ENTRATE: "9", SPESE: "7"}
_DEPOSITI = {ENTRATE: "5", SPESE: "3"}
_PERSONALE = ("101", "102")  # with the IRAP that follows it
_DELLA_GIUNTA = ("104", "203", "204")  # transfers and grants stay with the giunta
_CONTRIBUTI_E_PRESTITI = ("2", "4", "6")


@dataclass(frozen=True)
class Quadro:
    """What a letter looks at beside the rows: the quotas of avanzo, whether the budget of the year is already
    approved (None when this is not known), whether the term of the rendiconto has passed.
    """

    righe: Righe
    quote: tuple[str, ...] = ()
    bilancio_approvato: bool | None = None
    oltre_il_rendiconto: bool = False


GIUNTA = {
    "a": "utilizzo della quota vincolata e accantonata in esercizio provvisorio",
    "b": "variazioni compensative fra missioni e programmi su risorse comunitarie e vincolate",
    "c": "variazioni compensative per il personale trasferito all'interno dell'ente",
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


def _saldo(righe: Iterable[RigaVariazione]) -> Decimal:
    return somma(una.competenza if una.lato == SPESE else -una.competenza for una in righe)


def _compensano(quadro: Quadro) -> str:
    righe = quadro.righe
    if not any(una.competenza for una in righe):
        return "cambia solo la cassa"
    anni = sorted({una.anno for una in righe})
    storti = [anno for anno in anni if _saldo(una for una in righe if una.anno == anno)]
    return f"le righe del {storti[0]} non si compensano" if storti else ""


def _ogni_vincolo_compensa(quadro: Quadro) -> str:
    chiavi = sorted({(una.vincolo, una.anno) for una in quadro.righe if una.vincolo})
    for vincolo, anno in chiavi:
        if _saldo(una for una in quadro.righe if (una.vincolo, una.anno) == (vincolo, anno)):
            return f"le righe del vincolo «{vincolo}» nel {anno} non si compensano"
    return ""


def _solo_cassa(quadro: Quadro) -> str:
    return "cambia anche la competenza" if any(una.competenza for una in quadro.righe) else ""


def _solo_spese(quadro: Quadro) -> str:
    return "c'è anche un'entrata" if any(una.lato == ENTRATE for una in quadro.righe) else ""


def _vincolate(quadro: Quadro) -> str:
    return "c'è una riga senza il suo vincolo" if any(not una.vincolo for una in quadro.righe) else ""


def _stesso_programma(quadro: Quadro) -> str:
    programmi = {(una.letto.programma, una.letto.titolo) for una in quadro.righe}
    if any(not programma for programma, _ in programmi):
        return "c'è una riga di cui non si conosce il programma"
    return "le righe sono di programmi o titoli diversi" if len(programmi) > 1 else ""


def _stesso_dettaglio(quadro: Quadro) -> str:
    if any(not una.letto.dettaglio for una in quadro.righe):
        return "c'è una riga di cui non si conosce la categoria o il macroaggregato"
    dettagli = {(una.lato, una.letto.conti) for una in quadro.righe}
    return "le righe sono di categorie o macroaggregati diversi" if len(dettagli) > 1 else ""


def _senza_trasferimenti(quadro: Quadro) -> str:
    della_giunta = [una for una in quadro.righe if una.lato == SPESE and una.letto.dettaglio in _DELLA_GIUNTA]
    return "trasferimenti e contributi li varia la Giunta" if della_giunta else ""


def _di_personale(quadro: Quadro) -> str:
    fuori = [una for una in quadro.righe if una.letto.dettaglio not in _PERSONALE]
    return "c'è una riga che non è di spesa di personale" if fuori else ""


def _del_titolo(titoli: dict[str, str], che_cosa: str) -> Prova:
    def prova(quadro: Quadro) -> str:
        fuori = [una for una in quadro.righe if una.letto.titolo != titoli[una.lato]]
        return f"c'è una riga che non è di {che_cosa}" if fuori else ""

    return prova


def _con_il_fondo(quadro: Quadro) -> str:
    if not any(una.fpv for una in quadro.righe):
        return "nessuna riga è il fondo pluriennale vincolato"
    return "manca lo stanziamento correlato al fondo" if all(una.fpv for una in quadro.righe) else ""


def _fondo_senza_compensare(quadro: Quadro) -> str:
    return "" if any(una.fpv for una in quadro.righe) else "nessuna riga è il fondo pluriennale vincolato"


def _entro_il_rendiconto(quadro: Quadro) -> str:
    return "è passato il termine del rendiconto" if quadro.oltre_il_rendiconto else ""


def _con_quota(*ammesse: str) -> Prova:
    def prova(quadro: Quadro) -> str:
        if not quadro.quote:
            return "non si applica nessuna quota del risultato di amministrazione"
        fuori = sorted(set(quadro.quote) - set(ammesse))
        return f"si applica la quota {QUOTE[fuori[0]]}" if fuori else ""

    return prova


def _in_provvisorio(quadro: Quadro) -> str:
    if quadro.bilancio_approvato is None:
        return "non si sa se il bilancio è approvato"
    return "il bilancio è già approvato e l'esercizio non è provvisorio" if quadro.bilancio_approvato else ""


def _correlate_per_vincolo(quadro: Quadro) -> str:
    fuori = [
        una for una in quadro.righe if una.lato == ENTRATE and una.letto.titolo not in _CONTRIBUTI_E_PRESTITI
    ]
    return "c'è un'entrata che non è un contributo o un prestito" if fuori else ""


Prova = Callable[[Quadro], str]
PROVE_GIUNTA: dict[str, tuple[Prova, ...]] = {
    "a": (_con_quota("acc", "vinc"), _in_provvisorio),
    "b": (_vincolate, _solo_spese, _compensano, _ogni_vincolo_compensa),
    "c": (_solo_spese, _di_personale, _compensano),
    "d": (_solo_cassa,),
    "e": (_fondo_senza_compensare, _entro_il_rendiconto),
    "e-bis": (_solo_spese, _stesso_programma, _compensano),
}
PROVE_RESPONSABILE: dict[str, tuple[Prova, ...]] = {
    "a": (_stesso_dettaglio, _senza_trasferimenti, _compensano),
    "b": (_con_il_fondo, _compensano),
    "c": (_con_quota("vinc"), _vincolate),
    "d": (_del_titolo(_DEPOSITI, "versamenti e depositi"),),
    "e": (_del_titolo(_GIRO, "partite di giro"),),
    "e-bis": (_vincolate, _correlate_per_vincolo, _ogni_vincolo_compensa),
}


def quadro(atto: Variazione) -> Quadro:
    """Return what the letters look at in an act."""
    bilancio = atto.ref_bilancio
    return Quadro(
        righe=atto.righe,
        quote=tuple(uno.quota for uno in atto.avanzo),
        bilancio_approvato=None if bilancio is None else bilancio.data <= atto.giorno,
        oltre_il_rendiconto=atto.giorno > rules.termine("rendiconto", atto.anno_esercizio - 1),
    )


def perche_non(prove: dict[str, tuple[Prova, ...]], lettera: str, letto: Quadro) -> list[str]:
    """Return why the rows are not what a letter allows; nothing when they are."""
    return [frase for prova in prove[lettera] if (frase := prova(letto))]


def adatte(prove: dict[str, tuple[Prova, ...]], letto: Quadro) -> list[str]:
    """Return the letters whose pattern the rows fit."""
    return [lettera for lettera in prove if letto.righe and not perche_non(prove, lettera, letto)]
