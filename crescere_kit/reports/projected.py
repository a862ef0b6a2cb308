"""The two years ahead as tables: by titolo, line by line with its reason, the balances, the risks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from crescere_kit.euro import NON_CALCOLABILE
from crescere_kit.indicators import Valore
from crescere_kit.projection.rows import Riga, Saldo
from crescere_kit.projection.totals import Totale
from crescere_kit.reports.lists import cella, con_codice
from crescere_kit.tables import Assente, Cella, Importo, Percento, Tabella, importo

SALDI = {
    "O": "Equilibrio di parte corrente (O)",
    "W": "Equilibrio finale (W)",
    "E": "Parte disponibile del risultato (lettera E)",
    "cassa": "Fondo cassa al 31 dicembre",
}
_LATI = {"entrate": "Entrate", "spese": "Spese", "fondi": "Fondi", "prospetto": "Disavanzo"}
_NON_AL_RENDICONTO = "il rendiconto non la distingue"


def per_titolo(anni: Sequence[int], totali: Sequence[Totale]) -> Tabella:
    """Return the projection by titolo: the last rendiconto, the two years, eight cases out of ten."""
    righe = tuple(
        (
            totale.nome,
            importo(totale.base, _NON_AL_RENDICONTO),
            *(importo(valore, _manca(totale.assenti)) for valore in totale.valori),
            *_ultima_banda(totale.bande),
            " e ".join(totale.nature) or "–",
        )
        for totale in totali
    )
    return Tabella(
        f"Entrate e spese proiettate {anni[1]}-{anni[2]}",
        _colonne("Titolo", anni, "Come"),
        righe,
        nota="«Calcolata» è una linea che un contratto, un piano o la legge già decidono; «statistica» è una "
        "tendenza misurata; «decisa» è scritta nello scenario.",
        evidenti=frozenset(i for i, totale in enumerate(totali) if totale.conclude),
    )


def per_linea(anni: Sequence[int], righe: Sequence[Riga]) -> Tabella:
    """Return every line that moves; each number opens on its reason and its measured error, in words."""
    divise = [riga for riga in righe if "compresa" not in riga.natura]
    mosse = [riga for riga in divise if any((riga.base, *riga.valori)) or None in riga.valori]
    scritte = tuple(
        (
            f"{_LATI[riga.lato]}: {riga.nome}",
            importo(riga.base, _NON_AL_RENDICONTO),
            *(importo(valore, riga.perche, perche(riga)) for valore in riga.valori),
            *_ultima_banda(riga.bande),
            _natura(riga),
        )
        for riga in mosse
    )
    elenchi = {
        "Comprese in altre, perché i conti caricati non le dividono": [r for r in righe if r not in divise],
        "A zero in tutti e tre gli anni": [riga for riga in divise if riga not in mosse],
    }
    note = [f"{cosa}: {', '.join(r.nome for r in quali)}." for cosa, quali in elenchi.items() if quali]
    nota = " ".join(note)
    return Tabella("Linea per linea", _colonne("Linea", anni, "Come"), scritte, nota=nota)


def equilibri(saldi: Mapping[str, Sequence[Saldo]]) -> Tabella:
    """Return the balances of the two years with their bands, and what is missing to zero."""
    righe = tuple(
        (
            f"{SALDI[codice]} {saldo.anno}",
            importo(saldo.valore, "manca una delle linee che lo formano: gli avvisi dicono quale"),
            *_estremi(saldo.bande.get(50)),
            *_estremi(saldo.bande.get(80)),
            importo(saldo.gap, "il saldo non si conosce"),
        )
        for codice, per_anno in saldi.items()
        for saldo in per_anno
    )
    colonne = ("Saldo", "Atteso", "50 %, da", "50 %, a", "80 %, da", "80 %, a", "Manca all'equilibrio")
    nota = (
        "In metà dei casi il saldo cade fra le due colonne «50 %», in otto casi su dieci fra le due «80 %»."
    )
    return Tabella("Equilibri e cassa dei due anni", colonne, righe, nota=nota)


def rischi(
    anni: Sequence[int], valori: Mapping[int, Mapping[str, Valore]], quote: Mapping[tuple[str, int], float]
) -> Tabella:
    """Return how likely each limit is to be broken, the likeliest first."""
    codici = dict.fromkeys(codice for codice, _ in quote)
    ordinati = sorted(codici, key=lambda codice: -max(quote.get((codice, anno), 0.0) for anno in anni))
    righe = []
    for codice in ordinati:
        suoi = [valori[anno][codice] for anno in anni]
        celle = [
            c for v, anno in zip(suoi, anni, strict=True) for c in _rischio(v, quote.get((codice, anno)))
        ]
        righe.append((con_codice(suoi[-1]), suoi[-1].limite_con_verifica, *celle))
    colonne = [f"{cosa} {anno}" for anno in anni for cosa in ("Atteso", "Probabilità")]
    return Tabella(
        "Quanto è probabile superare i limiti",
        ("Indicatore", "Limite", *colonne),
        tuple(righe),
        nota="La probabilità di superare il limite: in quante di mille proiezioni possibili succede.",
    )


def _rischio(valore: Valore, quota: float | None) -> tuple[Cella, Cella]:
    motivo = valore.motivo or "per quest'anno il limite non si può confrontare"
    return cella(valore), Assente(motivo) if quota is None else Percento(100 * quota, decimali=0)


def _colonne(prima: str, anni: Sequence[int], *altre: str) -> tuple[str, ...]:
    base, primo, secondo = map(str, anni)
    bande = (f"{secondo}, 80 % da", f"{secondo}, 80 % a")
    return (prima, f"Rendiconto {base}", primo, secondo, *bande, *altre)


def _ultima_banda(bande: Mapping[int, Sequence[tuple[int, int]]]) -> list[Cella]:
    return _estremi(bande[80][-1] if 80 in bande else None)


def _estremi(banda: tuple[int, int] | None) -> list[Cella]:
    return ["–", "–"] if banda is None else [Importo(estremo) for estremo in banda]


def _natura(riga: Riga) -> str:
    return ", poi ".join(dict.fromkeys(riga.natura)) or NON_CALCOLABILE


def perche(riga: Riga) -> str:
    """Say how a line was had, how wrong such lines have been, and why somebody decided otherwise."""
    return ". ".join(
        pezzo[0].upper() + pezzo[1:]
        for pezzo in (riga.perche, riga.errore, f"motivo: {riga.motivo}" if riga.motivo else "")
        if pezzo
    )


def _manca(nomi: Iterable[str]) -> str:
    elenco = ", ".join(nomi)
    return f"manca {elenco}" if elenco else "i conti caricati non la contengono"
