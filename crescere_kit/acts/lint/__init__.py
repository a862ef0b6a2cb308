"""The lint of a template: what in it would fail, lie or be lost, said before any act is made from it.

Rules: L01 tracked changes in a tag, L02 names and types against the schema, L03 what a template may not say,
L04 invisible characters, L05 spaces of `{%p` and `{%tr`, L06 text beside `{%p`, L07 text beside `{%tr`,
L08 blocks across containers, L09 cells left empty, L10 tables left empty, L11 mistyped braces, L12 norms not
in force, L13 fields never printed, L14 amounts without figures or totals, L15 accessibility, L16 `|safe`,
L17 macros, objects, links and fields that fetch.
"""

from crescere_kit.acts.lint.examination import Norme, esamina
from crescere_kit.acts.lint.findings import AVVISO, ERRORE, Rilievo

__all__ = ["AVVISO", "ERRORE", "Norme", "Rilievo", "esamina"]
