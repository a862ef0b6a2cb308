from crescere_kit.batch.writing import copia, scrivi


def test_a_file_is_replaced_whole_and_nothing_else_is_left(tmp_path):
    file = tmp_path / "cartella" / "a.html"
    scrivi(file, "prima")
    scrivi(file, "dopo")
    copia(file, tmp_path / "cartella" / "b.html")
    assert {f.name: f.read_text(encoding="utf-8") for f in file.parent.iterdir()} == {
        "a.html": "dopo",
        "b.html": "dopo",
    }


def test_everyone_in_the_office_can_read_it(tmp_path):
    scrivi(tmp_path / "a.html", "x")
    assert (tmp_path / "a.html").stat().st_mode & 0o044 == 0o044
