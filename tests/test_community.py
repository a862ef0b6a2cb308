"""Sharing takes away what is one's own, shows what leaves, and nobody edits what was shared."""

import stat
from datetime import date

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from crescere_kit.community import PubblicazioneRifiutata, anteprima, copia, elenco, pubblica

NOTA = "Buona pratica per la riscossione della TARI."


def quaderno(percorso, **metadati):
    celle = [
        new_code_cell('comune = "borgo-esempio"\nanno = 2024', metadata={"tags": ["parameters"]}),
        new_code_cell('comune = "segreto"', metadata={"tags": ["injected-parameters"]}),
        new_markdown_cell("Guardare i residui.", metadata={"collapsed": True}),
        new_code_cell(
            "apri(comune, anno)", outputs=[new_output("stream", text="1.234,56 €")], execution_count=3
        ),
        new_code_cell("iban = 'IT60X'", metadata={"tags": ["privato"]}),
    ]
    nbformat.write(new_notebook(cells=celle, metadata=metadati), percorso)
    return percorso


def condividi(file, cartella, **cambiate):
    campi = {
        "titolo": "Riscossione TARI",
        "nota": NOTA,
        "autore": "Ufficio tributi",
        "comune": "Borgo Esempio",
    }
    return pubblica(file, **(campi | cambiate), cartella=cartella)


def test_a_shared_notebook_has_no_outputs_parameters_private_cells_or_machine_metadata(tmp_path):
    file = quaderno(tmp_path / "Riscossione 2024.ipynb", papermill={"input_path": "/home/tizio/x.ipynb"})
    contenuto = anteprima(file)
    for estraneo in ("1.234,56", "segreto", "borgo-esempio", "IT60X", "/home/tizio", 'execution_count": 3'):
        assert estraneo not in contenuto.testo
    assert [cella.source for cella in nbformat.reads(contenuto.testo, 4).cells] == [
        "comune = None\nanno = None",
        "Guardare i residui.",
        "apri(comune, anno)",
    ]
    assert contenuto.tolto == (
        "1 celle segnate «privato»",
        "i risultati di 1 celle",
        "i parametri (comune e anno)",
        "i metadati del notebook (papermill)",
    )


def test_a_shared_report_keeps_text_and_tables_and_no_code(tmp_path):
    file = tmp_path / "relazione.html"
    file.write_text(
        "<html><head><title>Relazione & conti</title><script>rubare()</script></head><body>"
        "<h1 onclick='rubare()'>Conti</h1><table><tr><td>12,00</td></tr></table>"
        "<div data-privato><div>interno</div>conto corrente</div><a href='javascript:rubare()'>qui</a>"
        "<img src=x onerror=rubare()></body></html>",
        encoding="utf-8",
    )
    testo = anteprima(file).testo
    assert "<td>12,00</td>" in testo
    assert "<title>Relazione &amp; conti</title>" in testo
    for estraneo in ("rubare", "conto corrente", "interno", "javascript"):
        assert estraneo not in testo


def test_a_published_item_carries_its_card_and_is_read_only(tmp_path):
    comunita = tmp_path / "comunita"
    scheda = condividi(quaderno(tmp_path / "TARI.ipynb"), comunita)
    assert elenco(comunita) == [scheda]
    assert (scheda.autore, scheda.comune, scheda.tipo, scheda.file) == (
        "Ufficio tributi",
        "Borgo Esempio",
        "notebook",
        "tari.ipynb",
    )
    assert isinstance(scheda.data, date)
    cartella = comunita / scheda.id
    assert not any(stat.S_IMODE(p.stat().st_mode) & 0o222 for p in (cartella, *cartella.iterdir()))


def test_two_items_of_one_day_with_one_title_live_side_by_side(tmp_path):
    file, comunita = quaderno(tmp_path / "a.ipynb"), tmp_path / "comunita"
    prima, seconda = condividi(file, comunita), condividi(file, comunita)
    assert seconda.id == f"{prima.id}-2"
    assert {scheda.id for scheda in elenco(comunita)} == {prima.id, seconda.id}


def test_a_note_with_quotes_and_newlines_comes_back_as_it_was_written(tmp_path):
    nota = 'Usare "con cura" \\ leggere\nprima.\tPoi: è\u0007 fatta'
    scheda = condividi(quaderno(tmp_path / "a.ipynb"), tmp_path / "c", nota=nota)
    assert elenco(tmp_path / "c") == [scheda]
    assert scheda.nota == nota


def test_copying_never_overwrites_ones_own_work(tmp_path):
    comunita, mia = tmp_path / "comunita", tmp_path / "laboratorio"
    scheda = condividi(quaderno(tmp_path / "TARI.ipynb"), comunita)
    prima = copia(scheda.id, mia, comunita)
    prima.write_text("il mio lavoro", encoding="utf-8")
    seconda = copia(scheda.id, mia, comunita)
    assert (prima.name, seconda.name) == ("tari.ipynb", "tari-2.ipynb")
    assert prima.read_text(encoding="utf-8") == "il mio lavoro"
    assert seconda.stat().st_mode & 0o200


@pytest.mark.parametrize("id_", ["../segreti", "..", "/etc", "manca", "", "A/B"])
def test_only_an_item_of_the_community_can_be_copied(tmp_path, id_):
    (tmp_path / "segreti").mkdir()
    with pytest.raises(PubblicazioneRifiutata, match="In comunità non c'è"):
        copia(id_, tmp_path / "mia", tmp_path / "comunita")


def test_a_card_that_points_outside_its_folder_is_not_listed(tmp_path):
    cartella = tmp_path / "c" / "trappola"
    cartella.mkdir(parents=True)
    (tmp_path / "c" / "segreto.txt").write_text("x", encoding="utf-8")
    campi = {"titolo": "t", "nota": "n", "autore": "a", "comune": "c", "versione": "1", "tipo": "notebook"}
    righe = [f'{nome} = "{valore}"' for nome, valore in campi.items()]
    (cartella / "scheda.toml").write_text(
        "\n".join([*righe, "data = 2026-01-01", 'file = "../segreto.txt"']), encoding="utf-8"
    )
    assert elenco(tmp_path / "c") == []


@pytest.mark.parametrize(
    ("nome", "testo", "motivo"),
    [
        ("conti.xlsx", "x", "non è un notebook"),
        ("rotto.ipynb", "{", "non è un notebook leggibile"),
        ("vuoto.ipynb", "[]", "non è un notebook leggibile"),
    ],
)
def test_what_is_not_a_notebook_or_a_report_is_refused_with_a_sentence(tmp_path, nome, testo, motivo):
    (tmp_path / nome).write_text(testo, encoding="utf-8")
    with pytest.raises(PubblicazioneRifiutata, match=motivo):
        condividi(tmp_path / nome, tmp_path / "c")
    assert not (tmp_path / "c").exists()


def test_an_item_without_a_note_is_refused(tmp_path):
    with pytest.raises(PubblicazioneRifiutata, match="Manca «nota»"):
        condividi(quaderno(tmp_path / "a.ipynb"), tmp_path / "c", nota=" ")


def test_the_shelf_is_the_hub_s_when_there_is_a_hub(tmp_path, monkeypatch):
    monkeypatch.delenv("CRESCERE_COMUNITA", raising=False)
    monkeypatch.chdir(tmp_path)
    condividi(quaderno(tmp_path / "a.ipynb"), None)
    assert len(list((tmp_path / "comunita").iterdir())) == 1
    (tmp_path / "hub_stato" / "comunita").mkdir(parents=True)
    scheda = condividi(quaderno(tmp_path / "a.ipynb"), None)
    assert elenco() == [scheda]
    assert (tmp_path / "hub_stato" / "comunita" / scheda.id).is_dir()
