"""The rendiconto as every comune publishes it in open data (DPCM 22/9/2014): a file of entrate, one of spese.

Entrate: a row per titolo and tipologia. Spese: a row per titolo and macroaggregato, three columns a missione.
The layout does not say whether «Riscossioni» and «Pagato» are of competenza or of residui too. In the one
comune that was seen they are the two together: in titolo 2 more was collected than was accertato and, with
the cash fund given as zero, all that was collected equals to the cent all that was paid. They are therefore
read as the totals, `riscossioni` and `pagamenti`.
"""

from crescere_kit.sources.dpcm.layout import lato
from crescere_kit.sources.dpcm.table import leggi

__all__ = ["lato", "leggi"]
