"""The options that several commands share."""

from __future__ import annotations

from typing import Annotated

import typer

Comune = Annotated[str | None, typer.Option(help="Codice ISTAT o nome del comune.")]
Anno = Annotated[int | None, typer.Option(help="Anno del rendiconto; se manca, l'ultimo che c'è.")]
Json = Annotated[bool, typer.Option("--json", help="Un documento JSON e nient'altro.")]
