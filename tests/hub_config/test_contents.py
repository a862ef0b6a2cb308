import asyncio

import pytest
from tornado.web import HTTPError

from hub_config.contents import ArchivioLaboratorio

TESTO = {"type": "file", "format": "text", "content": "ciao"}


@pytest.fixture
def archivio(tmp_path, monkeypatch):
    comunita, laboratorio = tmp_path / "comunita", tmp_path / "laboratorio"
    comunita.mkdir()
    laboratorio.mkdir()
    (comunita / "altrui.txt").write_text("di tutti", "utf-8")
    (laboratorio / "mio.txt").write_text("mio", "utf-8")
    (laboratorio / "comunita").symlink_to("../comunita")
    (laboratorio / "altra-strada").symlink_to("../comunita")
    monkeypatch.setenv("CRESCERE_COMUNITA", str(comunita))
    return ArchivioLaboratorio(root_dir=str(laboratorio))


def test_one_s_own_files_are_free(archivio):
    async def prova():
        await archivio.save(TESTO, "nuovo.txt")
        await archivio.rename_file("nuovo.txt", "altro.txt")
        await archivio.delete_file("altro.txt")
        return await archivio.file_exists("altro.txt")

    assert asyncio.run(prova()) is False


def test_what_the_comuni_share_can_be_read_and_copied_home(archivio):
    async def prova():
        await archivio.copy("comunita/altrui.txt", "")
        return [(await archivio.get(nome))["content"] for nome in ("comunita/altrui.txt", "altrui.txt")]

    assert asyncio.run(prova()) == ["di tutti", "di tutti"]


@pytest.mark.parametrize(
    "percorso",
    [
        "comunita/altrui.txt",
        "/comunita/nuovo.txt",
        "altra-strada/nuovo.txt",
        "x/../comunita/nuovo.txt",
        "comunita",
    ],
)
def test_nothing_is_written_on_the_shelf_by_whatever_road(archivio, percorso):
    with pytest.raises(HTTPError, match="è della comunità e si può solo leggere") as rifiuto:
        asyncio.run(archivio.save(TESTO, percorso))
    assert rifiuto.value.status_code == 403


@pytest.mark.parametrize(
    ("azione", "argomenti"),
    [
        ("delete_file", ["comunita/altrui.txt"]),
        ("delete_file", ["comunita"]),
        ("rename_file", ["comunita/altrui.txt", "rubato.txt"]),
        ("rename_file", ["mio.txt", "comunita/mio.txt"]),
        ("rename_file", ["comunita", "vecchia"]),
        ("copy", ["mio.txt", "comunita"]),
        ("copy", ["comunita/altrui.txt"]),
        ("new_untitled", ["comunita", "file"]),
        ("create_checkpoint", ["comunita/altrui.txt"]),
        ("restore_checkpoint", ["checkpoint", "comunita/altrui.txt"]),
        ("delete_checkpoint", ["checkpoint", "comunita/altrui.txt"]),
    ],
    ids=lambda valore: valore if isinstance(valore, str) else " → ".join(valore),
)
def test_the_shelf_is_not_emptied_renamed_or_filled(archivio, azione, argomenti):
    with pytest.raises(HTTPError) as rifiuto:
        asyncio.run(getattr(archivio, azione)(*argomenti))
    assert rifiuto.value.status_code == 403
