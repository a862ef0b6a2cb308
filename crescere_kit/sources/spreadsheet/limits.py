"""How large a workbook may be: all the limits in one place.

A form or a rendiconto has some thousand cells, a budget by capitolo a hundred thousand: these leave ten times
that. On two busy cores 78,000 cells (0.4 MB) open in 0.5 seconds and 1.8 million (10 MB), which the limit now
refuses, took 16 seconds and 370 MB.
"""

BYTE_DEL_FILE = 30 * 2**20
BYTE_DECOMPRESSI = 200 * 2**20
VOLTE_PIU_GRANDE = 100  # decompressed against compressed: sheets of equal rows reach 40
BYTE_SENZA_RAPPORTO = 10 * 2**20  # a small file may be as dense as it likes
PARTI = 2_000
FOGLI = 200
RIGHE = 100_000
COLONNE = 1_000
CELLE = 1_000_000  # of the rectangle that holds the cells written, all sheets together
CARATTERI = 50_000_000  # a long text repeated in every cell weighs nothing in the file and much in memory
PROFONDITA = 100  # elements inside elements: a real sheet has 6
