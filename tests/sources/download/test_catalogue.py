"""What may be asked is data: regions, years, addresses; anything else is refused with the right spelling."""

from importlib.resources import files

import pytest

from crescere_kit.sources import download
from crescere_kit.sources.bdap.names import analizza
from crescere_kit.sources.download import RichiestaErrata


@pytest.fixture(autouse=True)
def _archivio_vuoto(tmp_path, monkeypatch):
    monkeypatch.setenv("CRESCERE_DATI", str(tmp_path))


def test_italy_has_twenty_regions():
    assert len(download.carica().regioni) == 20


@pytest.mark.parametrize(
    ("scritta", "ufficiale"),
    [
        ("Calabria", "CALABRIA"),
        ("valle d’aosta", "VALLE D'AOSTA"),
        ("emilia romagna", "EMILIA-ROMAGNA"),
        ("FRIULI VENEZIA-GIULIA", "FRIULI-VENEZIA GIULIA"),
    ],
)
def test_a_region_is_known_however_it_is_spelled(scritta, ufficiale):
    assert download.carica().regione(scritta) == ufficiale


def test_an_unknown_region_gets_the_nearest_names():
    with pytest.raises(RichiestaErrata, match=r"La regione «Calabia» non esiste\. Forse: «CALABRIA»"):
        download.carica().regione("Calabia")
    with pytest.raises(RichiestaErrata, match="Le regioni sono: ABRUZZO, BASILICATA, CALABRIA"):
        download.carica().regione("???")


def test_the_importer_understands_the_names_that_are_downloaded():
    nomi = [analizza(r.nome) for r in download.carica().richieste("VALLE D'AOSTA", [2024])]
    assert {(nome.anno, nome.regione) for nome in nomi} == {(2024, "VALLE D'AOSTA")}
    assert len(nomi) == 3


def test_the_previsione_can_be_left_out():
    richieste = download.carica().richieste("CALABRIA", [2023, 2024], previsione=False)
    assert len(richieste) == 4
    assert not [r for r in richieste if "revisione" in r.indirizzo]


def test_spaces_travel_as_percent_twenty_under_any_base():
    prima = download.carica("https://copia.example/bdap/").richieste("CALABRIA", [2022])[0]
    assert prima.indirizzo == (
        "https://copia.example/bdap/Datasets_FET/Rendiconto/2022/"
        "2022_Rendiconto%20-%20Schemi%20di%20bilancio_CALABRIA.zip"
    )


@pytest.mark.parametrize(
    ("testo", "attesi"),
    [("2022-2024", [2022, 2023, 2024]), ("2024", [2024]), ("2024, 2021–2022", [2021, 2022, 2024])],
)
def test_years_are_a_range_or_a_list(testo, attesi):
    assert download.anni(testo, 2025) == attesi


@pytest.mark.parametrize(
    ("testo", "detto"),
    [
        ("l'altr'anno", "non si leggono: scriverli come «2022-2024»"),
        ("", "non si leggono"),
        ("2024-2022", "il 2024 viene dopo il 2022"),
        ("2022-9999", "Il 9999 non è ancora pubblicato da nessuno: indicare anni fino al 2025"),
    ],
)
def test_years_that_cannot_be_are_refused(testo, detto):
    with pytest.raises(RichiestaErrata, match=detto):
        download.anni(testo, 2025)


def test_years_before_the_first_are_refused():
    with pytest.raises(RichiestaErrata, match="pubblica i conti dal 2016"):
        download.carica().richieste("CALABRIA", [2014, 2015])


@pytest.mark.parametrize(
    "base",
    ["openbdap", "ftp://a.example", "file:///etc", "https://", "https://io:segreto@a.example", "http://["],
)
def test_a_base_that_is_not_a_site_is_refused(base):
    with pytest.raises(RichiestaErrata, match="non è quello di un sito"):
        download.carica(base)


def test_the_catalogue_of_the_archive_takes_the_place_of_ours(tmp_path):
    nostro = files("crescere_kit.sources").joinpath("mappe", "openbdap.toml").read_text(encoding="utf-8")
    (tmp_path / "mappe").mkdir()
    (tmp_path / "mappe" / "openbdap.toml").write_text(
        nostro.replace("VALLE D'AOSTA", "VALLE D'AOSTA_VALLÉE D'AOSTE"), encoding="utf-8"
    )
    prima = download.carica().richieste("valle d'aosta/vallée d'aoste", [2024])[0]
    assert prima.nome.endswith("VALLE D'AOSTA_VALLÉE D'AOSTE.zip")
    assert prima.indirizzo.isascii()


@pytest.mark.parametrize("testo", ["base = ", "base = 'https://a.example'", "richiesta = 3"])
def test_a_catalogue_that_somebody_broke_is_said(tmp_path, testo):
    (tmp_path / "mappe").mkdir()
    (tmp_path / "mappe" / "openbdap.toml").write_text(testo, encoding="utf-8")
    with pytest.raises(RichiestaErrata, match=r"non si legge .*: correggerlo, o toglierlo"):
        download.carica()
