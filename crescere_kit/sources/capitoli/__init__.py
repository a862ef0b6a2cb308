"""The budget by capitolo as an accounting program exports it: a file of entrate, one of spese, a row each.

What is known of each program is rows of two maps: `capitoli_colonne.csv` says what its columns are,
`capitoli_valori.csv` what some of its values mean. The one seen in real files is «siac» (tab, latin-1, comma
before the cents). Capitoli are summed into the voci of the panel: what a voce says is a sum, and the file
named in its provenance says so too (`SOMMA`), beside the row of the first capitolo that is in it.
"""

from crescere_kit.sources.capitoli.balance import pareggio
from crescere_kit.sources.capitoli.layout import Forma, riconosci, somiglia
from crescere_kit.sources.capitoli.sums import SOMMA
from crescere_kit.sources.capitoli.table import leggi

__all__ = ["SOMMA", "Forma", "leggi", "pareggio", "riconosci", "somiglia"]
