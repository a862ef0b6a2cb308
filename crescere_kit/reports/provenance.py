"""Where each number comes from: its formula, the accounts it is made of, their file and row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any

from crescere_kit.accounts import Voce
from crescere_kit.indicators import Valore
from crescere_kit.indicators.story import Addendo
from crescere_kit.sources.store import Archivio

VERIFICHE = {
    "V": "norma letta nella fonte indicata",
    "K": "norma nota, non riletta nella fonte",
    "?": "norma da verificare prima di farvi conto",
}


@dataclass(frozen=True)
class Luoghi:
    """The file and row of every account of one comune, asked of the archive a year at a time."""

    istat: str
    archivio: Archivio | None
    _per_anno: dict[int, dict[Voce, tuple[str, str, int]]] = field(default_factory=dict)

    def __call__(self, voce: Sequence[str], anno: int) -> str:
        """Return «file, riga n», "" when nobody knows."""
        if self.archivio is None:
            return ""
        if anno not in self._per_anno:
            self._per_anno[anno] = self.archivio.provenienze(self.istat, anno)
        luogo = self._per_anno[anno].get(Voce(*voce))
        return f"«{luogo[0]}», riga {luogo[2]}" if luogo else ""


def in_parole(valore: Valore, addendi: Sequence[Addendo], luoghi: Luoghi) -> str:
    """Return formula and accounts of a value as one text."""
    conti = "; ".join(_addendo(addendo, luoghi) for addendo in addendi)
    return f"{valore.formula} Conti usati: {conti}." if conti else valore.formula


def _addendo(addendo: Addendo, luoghi: Luoghi) -> str:
    luogo = luoghi(addendo.voce, addendo.anno)
    return f"{addendo.nome}, {addendo.anno}: {addendo.testo}" + (f" ({luogo})" if luogo else "")


def spiegazione(valore: Valore, addendi: Sequence[Addendo], luoghi: Luoghi) -> str:
    """Return formula, limit with its law, and the accounts used, as HTML."""
    parti = [f"<p>{escape(valore.formula)}</p>", _limite(valore), _nota(valore), _conti(addendi, luoghi)]
    return "".join(parti)


def _limite(valore: Valore) -> str:
    if valore.regola is None:
        return "<p>Nessuna norma fissa un limite per questo valore.</p>"
    regola = valore.regola
    dal = f"dal {regola.dal:%d/%m/%Y}" + (f" al {regola.al:%d/%m/%Y}" if regola.al else "")
    parole = f"Limite {valore.limite_in_parole} ({dal}): {regola.fonte}; {VERIFICHE[regola.verifica]}."
    return f"<p>{escape(parole)}</p>"


def _nota(valore: Valore) -> str:
    righe = [valore.motivo and f"Non calcolabile: {valore.motivo}.", valore.nota and f"{valore.nota}."]
    return "".join(f"<p>{escape(riga[0].upper() + riga[1:])}</p>" for riga in righe if riga)


def _conti(addendi: Sequence[Addendo], luoghi: Luoghi) -> str:
    if not addendi:
        return ""
    righe = "".join(
        f'<tr><th scope="row">{escape(a.nome)}</th><td>{a.anno}</td><td class="numero">{escape(a.testo)}</td>'
        f'<td class="codice">{escape(luoghi(a.voce, a.anno) or "–")}</td></tr>'
        for a in addendi
    )
    intestazione = "".join(
        f'<th scope="col">{nome}</th>' for nome in ("Conto", "Anno", "Valore", "File e riga")
    )
    return (
        '<div class="crescere-tabella" role="region" tabindex="0" aria-label="Conti usati"><table>'
        f"<caption>Conti usati</caption><thead><tr>{intestazione}</tr></thead>"
        f"<tbody>{righe}</tbody></table></div>"
    )


def come_lista(addendi: Sequence[Addendo], luoghi: Luoghi) -> list[dict[str, Any]]:
    """Return the accounts as plain JSON types; amounts in euro cents stay in their written form too."""
    return [
        {
            "voce": list(addendo.voce),
            "nome": addendo.nome,
            "anno": addendo.anno,
            "testo": addendo.testo,
            "luogo": luoghi(addendo.voce, addendo.anno) or None,
        }
        for addendo in addendi
    ]
