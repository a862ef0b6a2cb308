"""Reading one comune of a region touches a small part of the file, and gives all of its rows."""

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from crescere_kit.sources.store import row_groups
from crescere_kit.sources.store.ledger import ArchivioRovinato

COMUNI = [f"9{numero:05d}" for numero in range(200)]
OGNUNO = 40


@pytest.fixture
def file(tmp_path):
    tabella = pa.table(
        {
            "istat": [istat for istat in COMUNI for _ in range(OGNUNO)],
            "importo": range(len(COMUNI) * OGNUNO),
            "lato": ["entrate", "spese"] * (len(COMUNI) * OGNUNO // 2),
        }
    )
    row_groups.scrivi(tabella, tmp_path / "anno.parquet")
    return tmp_path / "anno.parquet"


def test_the_rows_of_some_comuni_are_all_theirs_and_only_theirs(file):
    lette = row_groups.leggi(file, ["900007", "900150"])
    attese = [*range(7 * OGNUNO, 8 * OGNUNO), *range(150 * OGNUNO, 151 * OGNUNO)]
    assert lette["importo"].to_pylist() == attese
    assert len(row_groups.leggi(file)) == len(COMUNI) * OGNUNO
    assert len(row_groups.leggi(file, ["999999"])) == 0


def test_a_comune_is_in_few_of_many_groups(file):
    # 8.000 rows: 9,3 times the root is 832 rows, ten groups; 40 rows are in one of them, or across two.
    metadati = pq.ParquetFile(file).metadata
    assert metadati.num_row_groups == 10
    gruppi = [metadati.row_group(n).column(0).statistics for n in range(10)]
    assert sum(uno.min <= "900100" <= uno.max for uno in gruppi) <= 2


def test_texts_are_read_as_categories_where_it_is_asked(file):
    assert pa.types.is_dictionary(row_groups.leggi(file, ["900007"], ["lato"]).schema.field("lato").type)


def test_a_file_that_is_damaged_or_lost_is_told_in_a_sentence(file):
    file.write_bytes(file.read_bytes()[:-50])
    with pytest.raises(ArchivioRovinato, match="copia di riserva"):
        row_groups.leggi(file, ["900007"])
    file.unlink()
    with pytest.raises(ArchivioRovinato, match=r"anno\.parquet"):
        row_groups.leggi(file)
