"""The fence, tried from inside by code that wants to get out."""

import os
import stat

import pytest

from crescere_kit.prefork import confinement

pytestmark = pytest.mark.skipif(not confinement.available(), reason="this kernel has no Landlock")


def test_nothing_outside_its_folder_is_touched_and_nobody_is_harmed(parent, ask, tmp_path):
    own, outside = tmp_path / "sua", tmp_path / "altrui"
    for folder in (own, outside):
        folder.mkdir()
    (outside / "file").write_text("dati")
    (outside / "secret").write_text("segreto")
    sister = parent.fork("lavori:sleep_with_a_child", {}, env=os.environ, cwd="/", fds=[0, 1, 2, 1])
    paths = {
        "outside": str(outside),
        "file": str(outside / "file"),
        "secret": str(outside / "secret"),
        "sister": str(sister.pid),
    }
    told, end = ask(
        "lavori:harm_from", {"cwd": str(own), "paths": paths}, confine={"writable": str(own), "readable": []}
    )
    assert end.code == 0
    assert told["passed"] == []
    assert told["tried"] == 25
    assert sister.poll() is None
    sister.close()
    assert sorted(place.name for place in outside.iterdir()) == ["file", "secret"]
    assert (outside / "file").read_text() == "dati"
    assert stat.S_IMODE((outside / "file").stat().st_mode) != 0o777
    assert (own / "copia").read_text() == "qui si può"
    assert ask()[1].code == 0


def test_what_it_may_read_can_be_read_and_not_written(ask, tmp_path):
    own, archive = tmp_path / "sua", tmp_path / "archivio"
    for folder in (own, archive):
        folder.mkdir()
    (archive / "dati").write_text("42")
    told, _ = ask(
        "lavori:read_and_write",
        {"place": str(archive / "dati")},
        confine={"writable": str(own), "readable": [str(archive)]},
    )
    assert told == {"read": "42", "written": False}
