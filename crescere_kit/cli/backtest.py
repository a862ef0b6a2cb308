"""How wrong the projection would have been, from each past year, against simpler ways."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from crescere_kit.cli.options import Json


def backtest(
    panel: Annotated[
        Path | None, typer.Option(help="Un CSV ente, anno, voce, valore; senza, i conti dell'archivio.")
    ] = None,
    voci: Annotated[str | None, typer.Option(help="Voci separate da virgole; senza, tutte.")] = None,
    origini: Annotated[
        str | None, typer.Option(help="Anni da cui proiettare: «2014-2023», oppure «2014,2016».")
    ] = None,
    regione: Annotated[
        str | None, typer.Option(help="Solo i comuni di questa regione dell'archivio.")
    ] = None,
    metodi: Annotated[bool, typer.Option("--metodi", help="Anche ogni metodo da solo.")] = False,
    json_: Json = False,
) -> None:
    """Prova la proiezione sul passato: da ogni anno, con ciò che si sapeva, contro ciò che è venuto."""
    from crescere_kit.cli import backtest_tables
    from crescere_kit.cli.output import stampa_json
    from crescere_kit.projection.forecast import backtest as banco
    from crescere_kit.projection.forecast import panel_file
    from crescere_kit.projection.forecast.asking import anni, dal_pannello, dall_archivio

    scelte = [nome.strip() for nome in (voci or "").split(",") if nome.strip()]
    serie, proprie = dal_pannello(panel) if panel else dall_archivio(regione)
    if scelte:
        serie = panel_file.scegli(serie, scelte)
    fatta = banco.prova(serie, anni(origini), {v: p for v, p in proprie.items() if v in serie.voci})
    if json_:
        stampa_json(backtest_tables.documento(fatta, metodi))
        return
    backtest_tables.stampa(fatta, metodi)
