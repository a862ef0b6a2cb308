"""What is on each sheet of the form, in the order of the office's work: for who writes and for who reads.

A sheet of voci has one value per row; a griglia has a value per row and fase; a tabella has rows with a name
of the ente's own. Column A and one row are hidden and hold the keys, so that a cell is known by what it is
and not by where it stands.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from crescere_kit.accounts import classifications
from crescere_kit.accounts.voci import (
    TITOLI_ENTRATE,
    TITOLI_SPESE,
    Voce,
    VoceManuale,
    fasi,
    manuali,
    righe_prospetto,
)
from crescere_kit.sources import maps
from crescere_kit.sources.manuale.fields import NOME_LIBERO, Anni, Campo, campi

__all__ = ["Anni", "Campo", "Colonna", "Foglio", "Riga", "fogli"]

LEGGIMI, CODICI = "Leggimi", "Codici"
CHIAVE = "chiave"  # in column A of the hidden row
RIGA_CHIAVI, RIGA_TITOLI, PRIMA_RIGA = 3, 4, 5  # where the form puts them, counted from 0
NOME = "nome"  # the key of the column where the rows of a list have their name
_FONDI = ("M20.01", "M20.02", "M20.03")
# What the titoli already say, and what is worked out from the other rows, is not asked again.
_RICAVATE = {"B", "D", "F", "O", "R", "U", "Z", "W"}
_UNITA = {
    "euro": "euro",
    "numero": "numero",
    "percentuale": "%",
    "giorni": "giorni",
    "data": "data",
    "si_no": "sì/no",
}


@dataclass(frozen=True)
class Colonna:
    """A column: its key, its title, and what it is for: etichetta, nome, dato, ufficiale."""

    chiave: str
    titolo: str
    ruolo: str
    larghezza: int
    campo: Campo | None = None  # in a list: what each of its cells is


@dataclass(frozen=True)
class Riga:
    """A row that the form itself writes: its key, its labels and its cells, by key of column."""

    chiave: str
    etichette: tuple[str, ...]
    campi: dict[str, Campo]


@dataclass(frozen=True)
class Foglio:
    """A sheet to fill in."""

    nome: str
    genere: str
    che_cosa: str
    accende: str
    colonne: tuple[Colonna, ...]
    righe: tuple[Riga, ...] = ()

    @property
    def campi(self) -> tuple[Campo, ...]:
        """Every cell of the sheet; of a list, those of one row."""
        delle_righe = (campo for riga in self.righe for campo in riga.campi.values())
        return (*(colonna.campo for colonna in self.colonne if colonna.campo), *delle_righe)


@cache
def fogli(anni: Anni) -> tuple[Foglio, ...]:
    """Return the sheets to fill in, in order."""
    return tuple(_foglio(nota, anni) for nota in maps.righe("modulo_fogli.csv"))


def _foglio(nota: dict[str, str], anni: Anni) -> Foglio:
    lati = nota["lati"].split()
    voci = [voce for lato in lati for voce in manuali() if voce.lato == lato]
    colonne, righe = _FATTE[nota["genere"]](lati, voci, anni)
    return Foglio(nota["foglio"], nota["genere"], nota["che_cosa"], nota["accende"], colonne, righe)


_Contenuto = tuple[tuple[Colonna, ...], tuple[Riga, ...]]


def _voci(_: list[str], voci: list[VoceManuale], anni: Anni) -> _Contenuto:
    colonne = (
        Colonna("voce", "Voce", "etichetta", 62),
        Colonna("unita", "Unità", "etichetta", 9),
        Colonna("anno", "Anno", "etichetta", 7),
        Colonna("valore", "Valore", "dato", 18),
        Colonna("ufficiale", "Dai dati ufficiali", "ufficiale", 18),
        Colonna("aiuto", "Che cosa scrivere", "etichetta", 62),
    )
    righe = tuple(
        Riga(
            "/".join(campo.voce[1:]),
            (campo.titolo, _UNITA[campo.unita], str(campo.anno), campo.aiuto),
            {"valore": campo},
        )
        for voce in voci
        for campo in campi(voce, anni)
    )
    return colonne, righe


def _tabella(lati: list[str], voci: list[VoceManuale], anni: Anni) -> _Contenuto:
    del_codice = lati == ["fcde"]
    nome = Colonna(NOME, "Codice dell'entrata" if del_codice else "Nome", "nome", 48)
    dati = [campo for voce in voci if voce.codice == NOME_LIBERO for campo in campi(voce, anni)]
    dati.sort(key=lambda campo: campo.ruolo == "storia")
    return (nome, *map(_colonna, dati)), ()


def _colonna(campo: Campo) -> Colonna:
    di_piu_anni = campo.ruolo == "storia"
    chiave = f"{campo.voce.fase} {campo.anno}" if di_piu_anni else campo.voce.fase
    return Colonna(chiave, campo.titolo, "dato", 30 if campo.scelte else 17, campo)


def _griglia(lati: list[str], _: list[VoceManuale], anni: Anni) -> _Contenuto:
    equilibri = lati == ["equilibri_previsti"]
    quali = fasi("assestato", "equilibri_previsti" if equilibri else "entrate")
    titoli = {fase: _titolo(fase, anni) for fase in quali}
    colonne = (
        Colonna("voce", "Voce", "etichetta", 62),
        *(Colonna(fase, titolo, "dato", 18) for fase, titolo in titoli.items()),
        *(
            Colonna(f"ufficiale {fase}", f"{titolo} (approvato)", "ufficiale", 18)
            for fase, titolo in titoli.items()
        ),
    )
    voci = _righe_equilibri() if equilibri else _righe_titoli()
    return colonne, tuple(_riga(lato, codice, nome, titoli, anni) for lato, codice, nome in voci)


def _titolo(fase: str, anni: Anni) -> str:
    if fase.startswith("competenza"):
        return f"Competenza {anni.triennio[int(fase[-1]) - 1]}"
    return (
        f"Cassa {anni.bilancio}" if fase == "cassa_1" else f"Residui presunti al 1° gennaio {anni.bilancio}"
    )


def _righe_equilibri() -> list[tuple[str, str, str]]:
    lato = "equilibri_previsti"
    return [
        (lato, codice, f"{codice}) {nome}" if len(codice) < 3 else nome)
        for codice, nome in righe_prospetto(lato).items()
        if codice not in _RICAVATE
    ]


def _righe_titoli() -> list[tuple[str, str, str]]:
    codici = {"entrate": TITOLI_ENTRATE, "spese": (*TITOLI_SPESE, *_FONDI)}
    return [
        (lato, codice, _nome_riga(lato, codice)) for lato, del_lato in codici.items() for codice in del_lato
    ]


def _nome_riga(lato: str, codice: str) -> str:
    nome = classifications.nome(lato, codice)
    if codice in _FONDI:
        return f"di cui missione 20, programma {int(codice[-2:])}: {nome}"
    return f"{'Entrate' if lato == 'entrate' else 'Spese'}, titolo {codice}: {nome}"


def _riga(lato: str, codice: str, nome: str, titoli: dict[str, str], anni: Anni) -> Riga:
    dati = {
        fase: Campo(
            Voce("assestato", lato, codice, fase),
            anni.bilancio,
            "bilancio",
            "euro",
            f"{nome}, {titolo}",
            "Importo assestato in euro.",
            ufficiale=Voce("previsione", lato, codice, fase),
        )
        for fase, titolo in titoli.items()
    }
    return Riga(f"{lato}/{codice}", (nome,), dati)


def _fatture(*_: object) -> _Contenuto:
    colonne = (
        Colonna("riferimento", "Riferimento (facoltativo: non è letto)", "libero", 40),
        Colonna("importo", "Importo pagato", "dato", 18),
        Colonna("scadenza", "Scadenza", "dato", 16),
        Colonna("pagamento", "Data di pagamento", "dato", 18),
    )
    return colonne, ()


_FATTE = {"voci": _voci, "griglia": _griglia, "tabella": _tabella, "fatture": _fatture}
