"""The register of the acts: its table, and the proof that nobody touched it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from crescere_kit.cli.options import Json
from crescere_kit.cli.output import stampa_json, tabella

Cartella = Annotated[
    Path | None, typer.Option("--atti", help="Cartella degli atti; se manca, $CRESCERE_ATTI o «atti».")
]
DelComune = Annotated[str | None, typer.Option(help="Nome del comune; se manca, tutti quelli che ci sono.")]
_COLONNE = ("comune", "numero", "data", "organo", "atto", "oggetto", "stato", "esecutiva dal", "n. ufficiale")


def registro(
    comune: DelComune = None,
    anno: Annotated[int | None, typer.Option(help="Anno di adozione; se manca, tutti.")] = None,
    atti: Cartella = None,
    json_: Json = False,
) -> None:
    """Mostra gli atti: prima quelli adottati, con il loro numero, poi le pratiche aperte."""
    from crescere_kit.acts.register import shelf

    trovati = shelf.uffici(atti, comune)
    righe = [_riga(nome, p) for nome, ufficio in trovati.items() for p in _in_ordine(ufficio, anno)]
    if json_:
        stampa_json(righe)
        return
    tabella(
        "Registro degli atti", list(_COLONNE), [[_detto(riga[voce]) for voce in _COLONNE] for riga in righe]
    )


def verifica(
    comune: DelComune = None,
    atti: Cartella = None,
    impronta: Annotated[
        str | None, typer.Option(help="Impronta annotata a una verifica di prima, di un solo comune.")
    ] = None,
) -> None:
    """Rilegge registro e documenti e dice ogni guasto; se non ce ne sono, l'impronta da annotare altrove."""
    from crescere_kit.acts.register import shelf

    guasti = False
    for nome, ufficio in shelf.uffici(atti, comune).items():
        difetti = ufficio.verifica(impronta)
        for difetto in difetti:
            typer.echo(f"{nome}: {difetto}")
        guasti = guasti or bool(difetti)
        if not difetti:
            typer.echo(f"{nome}: nessun guasto. Ultima impronta, da annotare altrove: {ufficio.impronta()}")
    if guasti:
        raise typer.Exit(1)


def _in_ordine(ufficio: Any, anno: int | None) -> list[Any]:
    adottate = [p for p in ufficio.pratiche() if p.numero]
    aperte = [p for p in ufficio.pratiche() if not p.numero]
    tutte = [*sorted(adottate, key=lambda p: (p.numero.anno, p.numero.serie, p.numero.numero)), *aperte]
    return [p for p in tutte if anno is None or (p.data or p.aperta_il).year == anno]


def _riga(comune: str, pratica: Any) -> dict[str, Any]:
    numero = pratica.numero
    organo = f"{numero.organo} {numero.settore}".strip() if numero else None
    return {
        "comune": comune,
        "pratica": pratica.id,
        "numero": numero.numero if numero else None,
        "data": pratica.data,
        "organo": organo,
        "atto": pratica.codice,
        "oggetto": pratica.oggetto,
        "stato": pratica.stato,
        "esecutiva dal": pratica.esecutiva_dal,
        "n. ufficiale": pratica.numero_ufficiale,
    }


def _detto(voce: Any) -> str:
    if voce is None:
        return "–"
    return f"{voce:%d/%m/%Y}" if hasattr(voce, "strftime") else str(voce)
