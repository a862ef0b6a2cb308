"""Where the money comes from and what it is spent on."""

from __future__ import annotations

import re
import textwrap
from typing import Any

from crescere_kit.accounts import Conti, classifications
from crescere_kit.charts import palette
from crescere_kit.charts.figure import Grafico
from crescere_kit.charts.series import breve
from crescere_kit.euro import euro, numero
from crescere_kit.tables import Importo, Percento, Tabella

BARRE = 9  # the rest is summed in one bar; the table lists everything
LARGHEZZA = 44  # characters of a label that fit on a telephone


def composizione_entrate(conti: Conti, anno: int) -> Grafico:
    """Draw accertamenti by tipologia, or by titolo where tipologie were not filed; no partite di giro."""
    voci = _voci(conti, anno, "entrate", "accertamenti", r"[1-7]\d{4}") or _voci(
        conti, anno, "entrate", "accertamenti", "[1-7]"
    )
    return _componi(f"Da dove vengono le entrate {anno}", "entrate accertate", voci, palette.BLU)


def composizione_spese(conti: Conti, anno: int) -> Grafico:
    """Draw impegni by missione, or by titolo where missioni were not filed; without partite di giro."""
    voci = _voci(conti, anno, "spese", "impegni", r"M(?!99)\d\d") or _voci(
        conti, anno, "spese", "impegni", "[1-5]"
    )
    return _componi(f"Per che cosa si spende nel {anno}", "spese impegnate", voci, palette.VERMIGLIO)


def _voci(conti: Conti, anno: int, lato: str, fase: str, forma: str) -> dict[str, int]:
    """Return name → cents of the codes with that shape, largest first; zero and missing are not drawn."""
    istat = conti.enti.index[0]
    trovate = {
        classifications.nome(lato, voce.codice): cents
        for voce, cents in conti.colonne.riga(conti.posto(istat, anno)).items()
        if (voce.documento, voce.lato, voce.fase) == ("rendiconto", lato, fase)
        and re.fullmatch(forma, voce.codice)
        and cents
    }
    return dict(sorted(trovate.items(), key=lambda voce: -voce[1]))


def _componi(titolo: str, cosa: str, voci: dict[str, int], colore: str) -> Grafico:
    totale = sum(voci.values())
    barre = _raccogli(voci)
    return Grafico(
        dati=(_barre(barre, totale, colore),) if barre else (),
        layout=_layout(barre, totale),
        titolo=titolo,
        descrizione=_descrivi(cosa, voci, totale),
        tabella=_tabella(titolo, voci, totale),
    )


def _raccogli(voci: dict[str, int]) -> dict[str, int]:
    if len(voci) <= BARRE + 1:
        return voci
    prime = dict(list(voci.items())[:BARRE])
    return prime | {f"Altre {len(voci) - BARRE} voci": sum(voci.values()) - sum(prime.values())}


def _barre(voci: dict[str, int], totale: int, colore: str) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "y": list(range(len(voci))),
        "x": [cents / palette.MILIONE for cents in voci.values()],
        "width": 0.42,
        "text": [f"{nome}: {euro(cents)}" for nome, cents in voci.items()],
        "textposition": "none",
        "hovertemplate": "%{text}<extra></extra>",
        "marker": {"color": colore},
    }


def _layout(voci: dict[str, int], totale: int) -> dict[str, Any]:
    etichette = [
        palette.etichetta(i, f"{_corto(nome)}  <b>{_quota(cents, totale)}</b>")
        for i, (nome, cents) in enumerate(voci.items())
    ]
    return palette.layout_barre(len(voci), etichette)


def _corto(nome: str) -> str:
    return textwrap.shorten(nome, LARGHEZZA, placeholder=" …")


def _quota(cents: int, totale: int) -> str:
    return f"{numero(100 * cents / totale, 1)} %"


def _descrivi(cosa: str, voci: dict[str, int], totale: int) -> str:
    if not voci:
        return f"Le {cosa} dell'anno non sono nei file caricati: serve il rendiconto."
    prime = [f"{nome} ({_quota(cents, totale)})" for nome, cents in list(voci.items())[:3]]
    return f"Totale: {breve(totale)}, senza le partite di giro. Le voci più grandi: {'; '.join(prime)}."


def _tabella(titolo: str, voci: dict[str, int], totale: int) -> Tabella:
    righe = [(nome, Importo(cents), Percento(100 * cents / totale)) for nome, cents in voci.items()]
    if righe:
        righe.append(("Totale", Importo(totale), Percento(100.0)))
    return Tabella(titolo, ("Voce", "Importo", "Quota"), tuple(righe), evidenti=frozenset({len(voci)}))
