"""Whatever is done to an official file, it is read or refused in words: nothing else leaves a reader."""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import moduli
import pytest
from bench import source_files
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from crescere_kit.sources import FileRifiutato, leggi
from crescere_kit.sources.whose import Dichiarato

QUALI = ("bdap", "siope", "siope_mensile", "siope_nazionale", "dpcm", "capitoli", "workbook")
LE_PEGGIORI = (
    b"\x00",
    b"\xff",
    b"\xc3",
    b'"',
    b";",
    b"\r",
    b"\n",
    b"-",
    b"9" * 30,
    b"1e999",
    b"NaN",
    b"=1+1",
)
DI_CHI = {
    "workbook": Dichiarato("901001", source_files.ANNO_DEL_WORKBOOK),
    "modulo": Dichiarato(),
    "siope_nazionale": Dichiarato(),
}
# Nothing at all, or the sentence with every fault under the name of its file.
RIFIUTO = re.compile(r"$|Caricamento rifiutato: [\d.]+ difett[oi]\. Nessun dato è stato scritto\.\n«[^»]")
ALTRI = Dichiarato("901001", source_files.ANNO)
Colpo = tuple[int, int, bytes]  # where (thousandths of the file), how many bytes go, what takes their place

colpi = st.lists(
    st.tuples(
        st.integers(0, 1000),
        st.integers(0, 40),
        st.one_of(st.sampled_from(LE_PEGGIORI), st.binary(max_size=6)),
    ),
    min_size=1,
    max_size=4,
)
tante = settings(
    max_examples=10,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture(scope="session")
def buoni(tmp_path_factory) -> Path:
    """One good file or two of each layout."""
    cartella = tmp_path_factory.mktemp("buoni")
    source_files.scrivi(cartella, QUALI, comuni=2, righe=200)
    (cartella / "modulo").mkdir()
    (cartella / "modulo" / "modulo.xlsx").write_bytes(moduli.scritto())
    return cartella


def colpito(contenuto: bytes, colpi: list[Colpo]) -> bytes:
    for dove, tolti, messi in colpi:
        posto = len(contenuto) * dove // 1000
        contenuto = contenuto[:posto] + messi + contenuto[posto + tolti :]
    return contenuto


def colpito_dentro(contenuto: bytes, membro: int, colpi: list[Colpo]) -> bytes:
    """The same zip, with one of its members changed: past the checks on the container."""
    memoria = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(contenuto)) as prima, zipfile.ZipFile(memoria, "w") as dopo:
        voci = prima.infolist()
        for posto, voce in enumerate(voci):
            dati = prima.read(voce)
            dopo.writestr(voce.filename, colpito(dati, colpi) if posto == membro % len(voci) else dati)
    return memoria.getvalue()


def difetti(file: list[Path], quale: str) -> list[str]:
    """What a reader refuses, in words; an exception of any other kind goes on."""
    try:
        righe = leggi(file, dichiarato=DI_CHI.get(quale, ALTRI)).righe
    except FileRifiutato as rifiuto:
        return str(rifiuto).splitlines()
    assert righe["istat"].astype("str").str.fullmatch(r"\d{6}").all()
    return []


def detto(buoni: Path, quale: str, tmp_path: Path, cambia: Callable[[bytes], bytes]) -> str:
    """Change the first file of a layout, keep the others beside it, read them all: what is refused."""
    primo, *altri = file_di(buoni, quale)
    rotto = tmp_path / primo.name
    rotto.write_bytes(cambia(primo.read_bytes()))
    return "\n".join(difetti([rotto, *altri], quale))


def file_di(buoni: Path, quale: str) -> list[Path]:
    """The files of a layout; the table of SIOPE needs the list of comuni, which says who is who."""
    suoi = sorted((buoni / quale).iterdir(), key=source_files.di_aiuto)
    return [*suoi, buoni / source_files.ANAGRAFE] if quale == "siope" else suoi


@pytest.mark.parametrize("quale", [*QUALI, "modulo"])
def test_the_good_files_are_read(buoni, quale):
    """Else every change would be refused for what is not of the change."""
    assert difetti(file_di(buoni, quale), quale) == []


@pytest.mark.parametrize("quale", [*QUALI, "modulo"])
@tante
@given(colpi=colpi)
@example(colpi=[(500, 100_000_000, b"")])
@example(colpi=[(0, 3, b"")])
def test_a_file_changed_anywhere_is_read_or_refused(buoni, quale, tmp_path, colpi):
    assert RIFIUTO.match(detto(buoni, quale, tmp_path, lambda contenuto: colpito(contenuto, colpi)))


@pytest.mark.parametrize("quale", ["bdap", "siope_nazionale", "workbook", "modulo"])
@tante
@given(membro=st.integers(0, 40), colpi=colpi)
def test_a_zip_with_a_changed_member_is_read_or_refused(buoni, quale, tmp_path, membro, colpi):
    rifiuto = detto(buoni, quale, tmp_path, lambda contenuto: colpito_dentro(contenuto, membro, colpi))
    assert RIFIUTO.match(rifiuto)
