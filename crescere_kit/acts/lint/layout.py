"""What stands beside a control tag is deleted by docxtpl without a word: here it is said."""

from __future__ import annotations

from collections.abc import Iterator

from crescere_kit.acts.lint.findings import Luogo, Rilievo, accorcia
from crescere_kit.acts.lint.paragraphs import TR, Paragrafo
from crescere_kit.acts.lint.tags import Segnaposto

_NON_AMMESSI = {
    "tc": "le colonne ripetute («{%tc») non sono ammesse: scrivere le colonne una per una.",
    "r": "«{%r» e «{{r» non sono ammessi: togliere la «r».",
}


def nascosti(tag: Segnaposto) -> Iterator[Rilievo]:
    """Refuse the prefixes that our documents do not use."""
    if tag.prefisso in _NON_AMMESSI:
        yield tag.luogo.errore("L03", _NON_AMMESSI[tag.prefisso])
    if tag.prefisso and tag.genere == "{{":
        yield tag.luogo.errore(
            "L03", f"«{tag.scritto}» non è ammesso: per stampare si scrive «{{{{ campo }}}}»."
        )


def persi(paragrafo: Paragrafo, tags: list[Segnaposto], luogo: Luogo) -> Iterator[Rilievo]:
    """Find what stands in the paragraph of a `{%p … %}`, which disappears with it."""
    di_paragrafo = [tag for tag in tags if tag.prefisso == "p"]
    if not di_paragrafo:
        return
    tag = di_paragrafo[0]
    accanto = (paragrafo.testo[: tag.inizio] + paragrafo.testo[tag.fine :]).strip()
    if accanto or paragrafo.figure:
        cosa = f"«{accorcia(accanto)}»" if accanto else "la figura"
        frase = f"{cosa} sparirebbe dal documento: «{tag.scritto}» va da solo nel suo paragrafo."
        yield luogo.errore("L06", frase)


def righe(
    paragrafi: list[Paragrafo], tags: dict[int, list[Segnaposto]], luoghi: list[Luogo]
) -> Iterator[Rilievo]:
    """Find what stands in the row of a `{%tr … %}`, which disappears with it."""
    per_riga: dict[object, list[Paragrafo]] = {}
    for paragrafo in paragrafi:
        riga = paragrafo.dentro(TR)
        if riga is not None:
            per_riga.setdefault(riga, []).append(paragrafo)
    con_comando = {
        tag.paragrafo.dentro(TR): tag
        for elenco in reversed(tags.values())
        for tag in elenco[::-1]
        if tag.prefisso == "tr"
    }
    for riga, tag in con_comando.items():
        luogo = luoghi[tag.paragrafo.numero - 1]
        if riga is None:
            yield luogo.errore(
                "L05", f"«{tag.scritto}» è fuori da una tabella: usare «{{%p» o scriverlo in una riga."
            )
            continue
        accanto = " ".join(_senza(tag, paragrafo) for paragrafo in per_riga[riga]).strip()
        if accanto or any(paragrafo.figure for paragrafo in per_riga[riga]):
            cosa = f"«{accorcia(accanto)}»" if accanto else "la figura"
            frase = (
                f"{cosa} sparirebbe dal documento: «{tag.scritto}» vuole una riga della tabella tutta per sé."
            )
            yield luogo.errore("L07", frase)


def _senza(tag: Segnaposto, paragrafo: Paragrafo) -> str:
    testo = paragrafo.testo
    return (testo[: tag.inizio] + testo[tag.fine :] if paragrafo is tag.paragrafo else testo).strip()
