"""What cannot be computed, and which upload would turn each «n.c.» into a number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from crescere_kit.accounts import Voce
from crescere_kit.indicators import Valore
from crescere_kit.reports.cards import Frammento
from crescere_kit.reports.documents import Quadro
from crescere_kit.reports.lists import con_codice
from crescere_kit.tables import Tabella

_MOSTRATI = 8  # a cell that lists sixty indicators is not read
_ALTRI_MOSTRATI = 4
_COLONNE = ("Che cosa caricare", "Da solo fa calcolare", "Insieme ad altri dati serve a")


@dataclass(frozen=True)
class Carico:
    """A file to load, the indicators that it alone would give, and those to which it adds something."""

    file: str
    da_solo: tuple[str, ...]
    insieme: tuple[str, ...]


def carichi(
    quadro: Quadro, assenti: Mapping[str, tuple[Valore, tuple[tuple[Voce, int], ...]]]
) -> list[Carico]:
    """Return the files to load, the most useful first, from the accounts that each value lacks."""
    per_valore = {
        valore.codice: (valore, {quadro.file_della_voce(*voce) for voce in _necessarie(voci)} - {""})
        for valore, voci in assenti.values()
    }
    file = dict.fromkeys(nome for _, nomi in per_valore.values() for nome in sorted(nomi))
    trovati = [
        Carico(
            nome,
            tuple(con_codice(valore) for valore, nomi in per_valore.values() if nomi == {nome}),
            tuple(con_codice(valore) for valore, nomi in per_valore.values() if nomi > {nome}),
        )
        for nome in file
    ]
    return sorted(trovati, key=lambda carico: (-len(carico.da_solo), -len(carico.insieme)))


def _necessarie(voci: tuple[tuple[Voce, int], ...]) -> tuple[tuple[Voce, int], ...]:
    """Leave out the figure declared by the ente where the accounts would do: one or the other is enough."""
    dai_conti = tuple((voce, anno) for voce, anno in voci if voce.documento != "indicatori")
    return dai_conti or voci


def tabella(trovati: Sequence[Carico]) -> Tabella | Frammento:
    """Return the files to load and what each gives."""
    soli, altri = [c for c in trovati if c.da_solo], [c for c in trovati if not c.da_solo]
    mostrati = [*soli, *altri[:_ALTRI_MOSTRATI]]
    if not mostrati:
        return Frammento("<p>Non manca nulla: tutti gli indicatori sono calcolati.</p>")
    righe = tuple((carico.file, _elenco(carico.da_solo), _elenco(carico.insieme)) for carico in mostrati)
    resto = len(soli) + len(altri) - len(mostrati)
    coda = f" Altri {resto} file di anni diversi aiutano solo insieme a questi." if resto else ""
    return Tabella(
        "Dati non disponibili", _COLONNE, righe, nota=f"Il perché di ogni n.c. è nella sua riga.{coda}"
    )


def _elenco(nomi: tuple[str, ...]) -> str:
    if not nomi:
        return "–"
    altri = len(nomi) - _MOSTRATI
    coda = f" e altri {altri}" if altri > 0 else ""
    return "; ".join(nomi[:_MOSTRATI]) + coda
