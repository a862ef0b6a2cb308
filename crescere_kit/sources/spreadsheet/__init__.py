"""Open an Excel workbook that anybody may have sent, and give its sheets as cells with their address.

`apri` never raises on a bad file: what is wrong is in `Libro.difetti`, in Italian. The functions of `values`
turn a cell into an amount, a percentage, a date … or into a fault that names sheet and cell.
"""

from crescere_kit.sources.spreadsheet.opening import apri, sembra
from crescere_kit.sources.spreadsheet.sheets import Cella, Foglio, Libro

__all__ = ["Cella", "Foglio", "Libro", "apri", "sembra"]
