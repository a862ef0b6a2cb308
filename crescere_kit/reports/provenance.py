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

    def luogo(self, voce: Sequence[str], anno: int) -> tuple[str, int] | None:
        """Return file and row of an account, None when nobody knows."""
        trovato = self._dell_anno(anno).get(voce)
        return (trovato[0], trovato[2]) if trovato else None

    def provenienza(self, voce: Sequence[str], anno: int) -> tuple[str, str, int]:
        """Return file, SHA-256 and row of an account that the archive has, or raise its own sentence."""
        return self._dell_anno(anno).get(voce) or self.archivio.provenienza(self.istat, anno, voce)

    def _dell_anno(self, anno: int) -> dict[Voce, tuple[str, str, int]]:
        if self.archivio is None:
            return {}
        if anno not in self._per_anno:
            self._per_anno[anno] = self.archivio.provenienze(self.istat, anno)
        return self._per_anno[anno]

    def __call__(self, voce: Sequence[str], anno: int) -> str:
        """Return «file, riga n» in words, "" when nobody knows."""
        luogo = self.luogo(voce, anno)
        return f"«{luogo[0]}», riga {luogo[1]}" if luogo else ""


def in_parole(valore: Valore, addendi: Sequence[Addendo], luoghi: Luoghi) -> str:
    """Return formula and accounts of a value as one text."""
    conti = "; ".join(_addendo(addendo, luoghi) for addendo in addendi)
    return f"{valore.formula} Conti usati: {conti}." if conti else valore.formula


def _addendo(addendo: Addendo, luoghi: Luoghi) -> str:
    luogo = luoghi(addendo.voce, addendo.anno)
    return f"{addendo.nome}, {addendo.anno}: {addendo.testo}" + (f" ({luogo})" if luogo else "")


def spiegazione(valore: Valore, addendi: Sequence[Addendo], luoghi: Luoghi, confronto: str = "") -> str:
    """Return formula, limit with its law, how others stand, and the accounts used, as HTML."""
    detto = f"<p>{escape(confronto)}</p>" if confronto else ""
    return "".join(
        [
            f"<p>{escape(valore.formula)}</p>",
            _limite(valore),
            _nota(valore),
            detto,
            _conti(addendi, luoghi),
        ]
    )


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
    dove = [luoghi.luogo(a.voce, a.anno) for a in addendi]
    file = {nome: numero for numero, nome in enumerate(dict.fromkeys(d[0] for d in dove if d), 1)}
    righe = "".join(
        f'<tr><th scope="row">{escape(a.nome)}</th><td>{a.anno}</td><td class="numero">{escape(a.testo)}</td>'
        f"<td>{f'file {file[d[0]]}, riga {d[1]}' if d else '–'}</td></tr>"
        for a, d in zip(addendi, dove, strict=True)
    )
    intestazione = "".join(
        f'<th scope="col">{nome}</th>' for nome in ("Conto", "Anno", "Valore", "File e riga")
    )
    return (
        '<div class="crescere-tabella" role="region" tabindex="0" aria-label="Conti usati"><table>'
        f"<caption>Conti usati</caption><thead><tr>{intestazione}</tr></thead>"
        f"<tbody>{righe}</tbody></table></div>"
        + "".join(f"<p>File {numero}: {escape(nome)}</p>" for nome, numero in file.items())
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
