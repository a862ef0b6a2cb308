import json

import pytest

from hub_config import laboratorio, places


def notebook(*celle: str, uscita: str = "") -> str:
    return json.dumps(
        {
            "cells": [
                {"cell_type": "code", "source": testo, "outputs": [uscita] if uscita else []}
                for testo in celle
            ]
        }
    )


@pytest.fixture
def consegna(tmp_path, monkeypatch):
    """Deliver notebooks to one comune, as at every start of the hub."""
    originali = tmp_path / "notebooks"
    (originali / "app").mkdir(parents=True)
    (originali / "app" / "cruscotto.ipynb").write_text(notebook("pagina"), "utf-8")
    monkeypatch.setattr(places, "notebook", lambda: originali)
    monkeypatch.setattr(laboratorio, "version", lambda _: "2.0")

    def consegna(**nuovi: str):
        for nome, testo in nuovi.items():
            (originali / f"{nome}.ipynb").write_text(testo, "utf-8")
        laboratorio.prepara(tmp_path / "comune", tmp_path / "comunita")
        return tmp_path / "comune" / "laboratorio"

    return consegna


def nomi(cartella) -> set[str]:
    return {file.name for file in cartella.iterdir()} - {"comunita"}


def test_the_notebooks_are_ready_and_the_doors_of_the_staff_are_not_among_them(consegna):
    assert nomi(consegna(conti=notebook("a"), indicatori=notebook("b"))) == {
        "conti.ipynb",
        "indicatori.ipynb",
    }


def test_a_second_delivery_changes_nothing(consegna):
    lab = consegna(conti=notebook("a"))
    prima = (lab / "conti.ipynb").stat().st_mtime_ns
    consegna()
    assert (lab / "conti.ipynb").stat().st_mtime_ns == prima


def test_a_notebook_nobody_changed_becomes_the_new_version(consegna):
    lab = consegna(conti=notebook("a"))
    consegna(conti=notebook("a", "nuova"))
    assert nomi(lab) == {"conti.ipynb"}
    assert (lab / "conti.ipynb").read_text("utf-8") == notebook("a", "nuova")


def test_what_the_comune_wrote_stays_and_the_new_version_is_put_beside_it(consegna):
    lab = consegna(conti=notebook("a"))
    (lab / "conti.ipynb").write_text(notebook("a", "appunti nostri"), "utf-8")
    consegna(conti=notebook("a", "nuova"))
    consegna()
    assert nomi(lab) == {"conti.ipynb", "conti (versione 2.0).ipynb"}
    assert (lab / "conti.ipynb").read_text("utf-8") == notebook("a", "appunti nostri")
    assert (lab / "conti (versione 2.0).ipynb").read_text("utf-8") == notebook("a", "nuova")


def test_writing_in_the_notebook_alone_puts_nothing_beside_it(consegna):
    lab = consegna(conti=notebook("a"))
    (lab / "conti.ipynb").write_text(notebook("a", "appunti nostri"), "utf-8")
    consegna()
    assert nomi(lab) == {"conti.ipynb"}


def test_running_a_notebook_is_not_changing_it(consegna):
    lab = consegna(conti=notebook("a"))
    (lab / "conti.ipynb").write_text(notebook("a", uscita="42"), "utf-8")
    consegna(conti=notebook("a", "nuova"))
    assert nomi(lab) == {"conti.ipynb"}


def test_both_changed_versions_of_the_comune_stay(consegna):
    lab = consegna(conti=notebook("a"))
    (lab / "conti.ipynb").write_text(notebook("appunti"), "utf-8")
    consegna(conti=notebook("b"))
    (lab / "conti (versione 2.0).ipynb").write_text(notebook("altri appunti"), "utf-8")
    consegna(conti=notebook("c"))
    assert (lab / "conti.ipynb").read_text("utf-8") == notebook("appunti")
    assert (lab / "conti (versione 2.0).ipynb").read_text("utf-8") == notebook("altri appunti")


def test_a_notebook_thrown_away_comes_back(consegna):
    lab = consegna(conti=notebook("a"))
    (lab / "conti.ipynb").unlink()
    consegna()
    assert nomi(lab) == {"conti.ipynb"}


def test_the_community_shelf_is_beside_the_notebooks(consegna, tmp_path):
    (tmp_path / "comunita").mkdir()
    (tmp_path / "comunita" / "scheda").touch()
    assert (consegna(conti=notebook("a")) / "comunita" / "scheda").exists()
