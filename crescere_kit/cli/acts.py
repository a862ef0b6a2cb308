"""What a terminal does with the acts of a comune."""

from __future__ import annotations

import typer

from crescere_kit.cli import acts_files, acts_lint, acts_making, acts_register, acts_templates

atti = typer.Typer(no_args_is_help=True, help="Gli atti del comune: modelli, documenti, registro.")
atti.command("elenco")(acts_making.elenco)
atti.command("schema")(acts_making.schema)
atti.command("genera")(acts_making.genera)
atti.command("costruisci")(acts_making.costruisci)
atti.command("lint")(acts_lint.lint)
atti.command("registro")(acts_register.registro)
atti.command("verifica")(acts_register.verifica)
atti.command("fascicolo")(acts_files.fascicolo)
atti.command("albo")(acts_files.albo)
atti.command("scadenze")(acts_files.scadenze)
atti.add_typer(acts_templates.modello, name="modello")
