"""What a site does, well or badly, becomes a whole archive in the folder or a sentence."""

import hashlib
import json
import zipfile

import pytest
from sito_bdap import (
    PAGINA,
    archivio,
    file,
    resto_di_altro,
    senza_fine,
    senza_lunghezza,
    stato,
)

from crescere_kit.errors import ErroreSpiegato

NOME = "2023_Rendiconto - Schemi di bilancio_TOSCANA.zip"
PERCORSO = f"/Datasets_FET/Rendiconto/2023/{NOME}"
UNO, DUE = archivio(seme=1), archivio(seme=2)


def rovinato():
    """A zip whose table of contents is whole and whose content is not."""
    contenuto = bytearray(UNO)
    contenuto[1000] ^= 0xFF
    return bytes(contenuto)


def nella_cartella(cartella):
    return sorted(f.name for f in cartella.iterdir() if not f.name.startswith(".") and f.suffix != ".json")


# --- when all goes well


def test_each_document_of_each_year_is_asked_for_once_as_a_browser_does(sito, scarica, cartella):
    previsione = "2022_Previsione - Schemi di bilancio_TOSCANA.zip"
    indicatori = "2022_Rendiconto - Piano degli indicatori_TOSCANA.zip"
    rendiconto = "2022_Rendiconto - Schemi di bilancio_TOSCANA.zip"
    sito.copione = {
        f"/Datasets_FET/Rendiconto/2022/{rendiconto}": [file(UNO)],
        f"/Datasets_FET/Rendiconto/2022/{indicatori}": [file(DUE)],
        f"/Datasets_FET/previsione/2022/{previsione}": [file(UNO)],
    }
    esiti = scarica([2022], ("rendiconto", "indicatori", "previsione"))
    assert [esito.stato for esito in esiti] == ["scaricato"] * 3
    assert nella_cartella(cartella) == sorted([rendiconto, indicatori, previsione])
    assert (cartella / indicatori).read_bytes() == DUE
    assert {metodo for metodo, _, _ in sito.richieste} == {"GET"}
    assert sito.richieste[0][1] == (
        "/Datasets_FET/Rendiconto/2022/2022_Rendiconto%20-%20Schemi%20di%20bilancio_TOSCANA.zip"
    )
    assert all("Mozilla" in valore for valore in sito.intestazioni("User-Agent"))
    assert set(sito.intestazioni("Referer")) == {f"{sito.indirizzo}/"}
    assert scarica.attese == [1.0, 1.0]


def test_the_register_keeps_the_checksum_of_each_archive(sito, scarica, cartella):
    sito.copione[PERCORSO] = [file(UNO)]
    scarica()
    scheda = json.loads((cartella / "scaricati.json").read_text(encoding="utf-8"))["interi"][NOME]
    assert (scheda["sha256"], scheda["byte"]) == (hashlib.sha256(UNO).hexdigest(), len(UNO))


@pytest.mark.parametrize("etag", ['"uno"', 'W/"uno"'])
def test_a_second_run_downloads_nothing_that_is_unchanged(sito, scarica, etag):
    sito.copione[PERCORSO] = [file(UNO, etag)]
    scarica()
    (esito,) = scarica()
    assert esito.stato == "già scaricato"
    assert sito.intestazioni("If-None-Match") == [None, etag]


def test_a_site_that_ignores_the_question_is_not_listened_to_for_a_known_etag(sito, scarica):
    sito.copione[PERCORSO] = [file(UNO, modificato=None), stato(200, b"altro", ETag='"uno"')]
    scarica()
    assert [esito.stato for esito in scarica()] == ["già scaricato"]


def test_a_new_version_takes_the_place_of_the_old_one(sito, scarica, cartella):
    sito.copione[PERCORSO] = [file(UNO), file(DUE, '"due"')]
    scarica()
    assert [esito.stato for esito in scarica()] == ["aggiornato"]
    assert (cartella / NOME).read_bytes() == DUE


def test_an_archive_that_somebody_changed_is_downloaded_again(sito, scarica, cartella):
    sito.copione[PERCORSO] = [file(UNO)]
    scarica()
    (cartella / NOME).write_bytes(b"altro")
    assert [esito.stato for esito in scarica()] == ["aggiornato"]
    assert (cartella / NOME).read_bytes() == UNO
    assert sito.intestazioni("If-None-Match") == [None, None]


def test_a_site_that_names_no_version_is_asked_again_and_found_the_same(sito, scarica):
    sito.copione[PERCORSO] = [file(UNO, None, None)]
    scarica()
    assert [esito.stato for esito in scarica()] == ["già scaricato"]


def test_the_proxy_of_the_environment_is_used(sito, scarica, monkeypatch):
    monkeypatch.setenv("http_proxy", sito.indirizzo)
    sito.copione[f"http://openbdap.invalid{PERCORSO}"] = [file(UNO)]
    assert [esito.stato for esito in scarica(base="http://openbdap.invalid")] == ["scaricato"]


# --- when the line drops


def test_a_dropped_file_is_resumed_from_where_it_stopped(sito, scarica, cartella):
    sito.copione[PERCORSO] = [file(UNO, fino_a=70_000), file(UNO)]
    assert [esito.stato for esito in scarica()] == ["scaricato"]
    assert (cartella / NOME).read_bytes() == UNO
    assert sito.intestazioni("Range") == [None, "bytes=70000-"]
    assert sito.intestazioni("If-Range") == [None, '"uno"']
    assert nella_cartella(cartella) == [NOME]


def test_a_later_run_resumes_what_an_earlier_one_left(sito, scarica, cartella):
    sito.copione[PERCORSO] = [file(UNO, fino_a=70_000), file(UNO)]
    assert [esito.stato for esito in scarica(tentativi=1)] == ["non riuscito"]
    assert nella_cartella(cartella) == [f"{NOME}.parte"]
    assert [esito.stato for esito in scarica()] == ["scaricato"]
    assert sito.intestazioni("Range") == [None, "bytes=70000-"]
    assert (cartella / NOME).read_bytes() == UNO


def test_what_another_site_began_is_not_continued(sito, scarica, cartella):
    sito.copione |= {PERCORSO: [file(UNO, fino_a=70_000)], f"/copia{PERCORSO}": [file(UNO)]}
    scarica(tentativi=1)
    assert [esito.stato for esito in scarica(base=f"{sito.indirizzo}/copia")] == ["scaricato"]
    assert sito.intestazioni("Range") == [None, None]
    assert (cartella / NOME).read_bytes() == UNO


@pytest.mark.parametrize(("etag", "modificato"), [(None, None), ('W/"uno"', None)])
def test_without_a_sure_name_for_the_version_the_file_starts_again(sito, scarica, cartella, etag, modificato):
    sito.copione[PERCORSO] = [file(UNO, etag, modificato, fino_a=70_000), file(UNO, etag, modificato)]
    assert [esito.stato for esito in scarica()] == ["scaricato"]
    assert sito.intestazioni("Range") == [None, None]
    assert (cartella / NOME).read_bytes() == UNO


def test_a_site_that_ignores_the_range_gives_the_file_from_the_start(sito, scarica, cartella):
    sito.copione[PERCORSO] = [file(UNO, fino_a=70_000), file(UNO, riprende=False)]
    assert [esito.stato for esito in scarica()] == ["scaricato"]
    assert (cartella / NOME).read_bytes() == UNO


def test_a_file_that_changed_between_two_attempts_is_never_mixed(sito, scarica, cartella):
    sito.copione[PERCORSO] = [file(UNO, fino_a=70_000), file(DUE, '"due"', None)]
    assert [esito.stato for esito in scarica()] == ["scaricato"]
    assert (cartella / NOME).read_bytes() == DUE


def test_the_rest_of_another_version_is_thrown_away(sito, scarica, cartella):
    sito.copione[PERCORSO] = [
        file(UNO, fino_a=70_000),
        resto_di_altro(DUE, 70_000, '"due"'),
        file(DUE, '"due"'),
    ]
    assert [esito.stato for esito in scarica()] == ["scaricato"]
    assert (cartella / NOME).read_bytes() == DUE
    assert sito.intestazioni("Range") == [None, "bytes=70000-", None]


def test_a_range_that_no_longer_exists_starts_again(sito, scarica, cartella):
    sito.copione[PERCORSO] = [file(UNO, fino_a=70_000), stato(416), file(DUE, '"due"')]
    assert [esito.stato for esito in scarica()] == ["scaricato"]
    assert (cartella / NOME).read_bytes() == DUE


def test_a_file_that_is_always_short_never_gets_its_name(sito, scarica, cartella):
    sito.copione[PERCORSO] = [file(UNO, None, None, fino_a=70_000)]
    (esito,) = scarica()
    assert esito.frase == (
        f"«{NOME}» non è stato scaricato da «{sito.indirizzo}{PERCORSO.replace(' ', '%20')}»: "
        "la connessione è caduta a metà, anche dopo 5 tentativi; riprovare più tardi con lo stesso comando, "
        "che riprende da dove il sito lo consente."
    )
    assert len(sito.richieste) == 5
    assert nella_cartella(cartella) == [f"{NOME}.parte"]


def test_a_short_zip_of_unknown_length_is_asked_for_again(sito, scarica, cartella):
    sito.copione[PERCORSO] = [senza_lunghezza(UNO[:70_000]), senza_lunghezza(UNO)]
    assert [esito.stato for esito in scarica()] == ["scaricato"]
    assert (cartella / NOME).read_bytes() == UNO


# --- when the site is in trouble


def test_an_error_of_the_site_is_followed_by_another_attempt(sito, scarica):
    sito.copione[PERCORSO] = [stato(500), file(UNO)]
    assert [esito.stato for esito in scarica()] == ["scaricato"]
    assert scarica.attese == [2.0]


def test_each_wait_doubles_up_to_a_cap(sito, scarica):
    sito.copione[PERCORSO] = [stato(503)]
    (esito,) = scarica(tentativi=5, attesa_massima=6.0)
    assert "il sito ha risposto 503, anche dopo 5 tentativi" in esito.frase
    assert scarica.attese == [2.0, 4.0, 6.0, 6.0]


@pytest.mark.parametrize(("chiesto", "attesa"), [("0", 2.0), ("9", 9.0), ("domani", 2.0)])
def test_the_site_may_ask_to_wait_longer(sito, scarica, chiesto, attesa):
    sito.copione[PERCORSO] = [stato(429, Retry_After=chiesto), file(UNO)]
    assert [esito.stato for esito in scarica()] == ["scaricato"]
    assert scarica.attese == [attesa]


@pytest.mark.parametrize("quando", ["3600", "Fri, 31 Dec 2100 00:00:00 GMT"])
def test_a_site_that_asks_to_wait_too_long_is_left_in_peace(sito, scarica, quando):
    sito.copione[PERCORSO] = [stato(429, Retry_After=quando)]
    primo, secondo = scarica([2023, 2024])
    assert "il sito ha risposto 429 e chiede di aspettare" in primo.frase
    assert "non è stato tentato, perché il sito ha risposto 429" in secondo.frase
    assert (len(sito.richieste), scarica.attese) == (1, [])


def test_a_year_that_is_not_published_does_not_stop_the_others(sito, scarica, cartella):
    sito.copione[PERCORSO] = [file(UNO)]
    esiti = scarica([2022, 2023])
    assert [esito.stato for esito in esiti] == ["non ancora pubblicato", "scaricato"]
    assert esiti[0].riuscito
    assert len(sito.richieste) == 2
    assert nella_cartella(cartella) == [NOME]


def test_a_site_that_is_down_is_not_asked_for_the_other_files(sito, scarica):
    sito.chiudi()
    primo, secondo = scarica([2022, 2023], tentativi=2)
    assert "il sito non risponde, anche dopo 2 tentativi" in primo.frase
    assert "non è stato tentato, perché il sito non risponde" in secondo.frase
    assert scarica.attese == [2.0]


def test_a_refusal_is_not_repeated(sito, scarica):
    sito.copione[PERCORSO] = [stato(403)]
    (esito,) = scarica()
    assert "il sito non lo permette (403); controllare --base e il proxy" in esito.frase
    assert len(sito.richieste) == 1


# --- when the site is hostile


@pytest.mark.parametrize(
    ("risposta", "motivo"),
    [
        (stato(200, PAGINA), "non è uno zip leggibile (un file che non è uno zip, malgrado il nome)"),
        (stato(200), "non è uno zip leggibile (un file vuoto)"),
        (
            stato(200, archivio()[:-40]),
            "non è uno zip leggibile (uno zip tronco o rovinato: scaricarlo di nuovo)",
        ),
        (stato(200, rovinato()), "non è uno zip leggibile (un file rovinato: "),
        (stato(304), "il sito ha dato una risposta inattesa (304)"),
        (stato(302, Location="/sempre"), "non si può seguire (TooManyRedirects)"),
        (stato(302, Location="file:///etc/hostname"), "non si può seguire (InvalidSchema)"),
    ],
)
def test_what_is_not_the_archive_is_refused_in_one_sentence(sito, scarica, cartella, risposta, motivo):
    sito.copione |= {PERCORSO: [risposta], "/sempre": [stato(302, Location="/sempre")]}
    (esito,) = scarica()
    assert (esito.stato, esito.frase.count("\n")) == ("non riuscito", 0)
    assert motivo in esito.frase
    assert nella_cartella(cartella) == []
    assert scarica.attese == []


def test_a_page_in_place_of_the_archive_leaves_the_old_one_where_it_was(sito, scarica, cartella):
    sito.copione[PERCORSO] = [file(UNO), stato(200, PAGINA)]
    scarica()
    assert [esito.stato for esito in scarica()] == ["non riuscito"]
    assert (cartella / NOME).read_bytes() == UNO


def test_data_without_end_are_cut_at_the_cap(sito, scarica, cartella):
    sito.copione[PERCORSO] = [senza_fine(b"x" * 50_000)]
    (esito,) = scarica(byte=1_000_000)
    assert "il sito manda più dei 1,0 MB che il file può avere" in esito.frase
    assert nella_cartella(cartella) == []
    assert len(sito.richieste) == 1


def test_a_file_declared_too_large_is_not_even_begun(sito, scarica, cartella):
    sito.copione[PERCORSO] = [file(UNO)]
    (esito,) = scarica(byte=100_000)
    assert "il sito manda più dei 100 kB" in esito.frase
    assert nella_cartella(cartella) == []


def test_a_site_that_trickles_is_too_slow(sito, scarica):
    sito.copione[PERCORSO] = [senza_fine(b"x", ogni=0.02)]
    (esito,) = scarica(finestra=0.1, tentativi=2)
    assert "il sito è troppo lento, anche dopo 2 tentativi" in esito.frase


def test_a_heading_that_never_ends_is_no_answer(sito, scarica):
    sito.copione[PERCORSO] = [senza_fine(b"x", ogni=0.02, prima=b"HTTP/1.1 200 OK\r\nX-Lungo: ")]
    (esito,) = scarica(silenzio=0.2, tentativi=1)
    assert "il sito non risponde" in esito.frase


def test_a_silence_in_the_middle_is_a_dropped_line(sito, scarica):
    sito.copione[PERCORSO] = [senza_fine(b"x", ogni=60.0)]
    (esito,) = scarica(silenzio=0.2, tentativi=1)
    assert "la connessione è caduta a metà" in esito.frase


@pytest.mark.parametrize("numero", ["9" * 5000, "-5", "dieci"])
def test_an_absurd_length_is_told_or_ignored_but_breaks_nothing(sito, scarica, numero):
    sito.copione[PERCORSO] = [
        senza_fine(b"", ogni=60.0, prima=f"HTTP/1.1 200 OK\r\nContent-Length: {numero}\r\n\r\n".encode())
    ]
    (esito,) = scarica(silenzio=0.2, tentativi=1)
    assert esito.stato == "non riuscito"


# --- when the folder is in trouble


def test_a_folder_that_cannot_be_written_is_said(sito, scarica, cartella):
    cartella.write_text("un file", encoding="utf-8")
    with pytest.raises(ErroreSpiegato, match=r"non si può scrivere .*: fare spazio, o indicarne un'altra"):
        scarica()


@pytest.mark.parametrize("testo", ["{", "[]", '{"interi": {"a": 1}, "parti": {}}'])
def test_a_register_that_somebody_broke_is_said(sito, scarica, cartella, testo):
    cartella.mkdir()
    (cartella / "scaricati.json").write_text(testo, encoding="utf-8")
    with pytest.raises(ErroreSpiegato, match="non si legge: cancellarlo"):
        scarica()


def test_what_is_downloaded_opens_as_a_zip(sito, scarica, cartella):
    sito.copione[PERCORSO] = [file(UNO, fino_a=1000), file(UNO, fino_a=150_000), file(UNO)]
    scarica()
    with zipfile.ZipFile(cartella / NOME) as aperto:
        assert aperto.testzip() is None
