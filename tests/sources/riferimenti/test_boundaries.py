"""The boundaries of the comuni are checked arc by arc, and kept as they came."""

import json

import pandas as pd
import pytest
from insiemi import ARCO, comune, topologia

from crescere_kit.sources.riferimenti import boundaries, riconosce
from crescere_kit.sources.riferimenti.known import Noti

NOTI = Noti(pd.Series(dtype="str"), pd.Index(["901001"]))


def leggi(oggetto):
    return boundaries.leggi(json.dumps(oggetto).encode(), "confini.topo.json", NOTI)


def test_a_good_topology_is_kept_as_it_came():
    letto = leggi(topologia())
    assert json.loads(letto.confini["99"]) == topologia()
    assert letto.avvisi == ["«confini.topo.json»: confini di 1 comune, conservati nell'archivio."]


def test_an_unknown_comune_is_said_and_kept():
    assert "(902001)" in leggi(topologia(comune("902001"))).avvisi[1]


def test_a_comune_of_islands_and_an_arc_the_other_way_round_are_good():
    assert leggi(topologia(comune(archi=[[[0]], [[-1]]], forma="MultiPolygon"))).difetti == []


@pytest.mark.parametrize(
    ("guasta", "colonna", "trovato"),
    [
        (topologia(comune(archi=[[1]])), "arcs", "il comune 901001"),
        (topologia(comune(archi=[[-2]])), "arcs", "il comune 901001"),
        (topologia(comune(archi=[0])), "arcs", "il comune 901001"),
        (topologia(comune(forma="Point")), "type", '«"Point"» per il comune 901001'),
        (topologia(comune("90100")), "com_istat_code", '«"90100"» del comune 1'),
        (topologia(comune(), comune()), "com_istat_code", "«901001»"),
        (topologia(arcs=[[[0, "x"], [1, 1]]]), "arcs", "un arco che non è fatto di punti"),
        (topologia(arcs=[[[0, 10**400], [1, 1]]]), "arcs", "un arco che non è fatto di punti"),
        (topologia(transform={"scale": [1]}), "transform", '«{"scale": [1]}»'),
        (topologia(arcs=[[[600_000, 0], [1, 1]]]), "arcs", "punti fuori dalla Terra"),
        (topologia(type="FeatureCollection"), "type", '«"FeatureCollection"»'),
        (topologia(objects={}), "objects", "0 comuni"),
    ],
)
def test_what_a_map_could_not_draw_is_refused(guasta, colonna, trovato):
    assert (colonna, trovato) in {(d.colonna, d.trovato) for d in leggi(guasta).difetti}


def test_more_arcs_than_italy_has_are_refused(monkeypatch):
    monkeypatch.setattr(boundaries, "_ARCHI", 1)
    (difetto,) = leggi(topologia(arcs=[ARCO, ARCO])).difetti
    assert difetto.trovato == "2 archi con 8 punti"


def test_each_arc_starts_afresh():
    """Two arcs of 100 degrees each are within the Earth; one after the other they would not be."""
    lungo = [[100, 0], [1, 0]]
    assert (
        leggi(topologia(arcs=[lungo, lungo], transform={"scale": [1, 1], "translate": [0, 0]})).difetti == []
    )


@pytest.mark.reale
def test_the_real_boundaries_are_of_every_comune_of_calabria(dati_reali):
    file = dati_reali / "confini_calabria" / "limits_R_18_municipalities.topo.json"
    contenuto = file.read_bytes()
    assert riconosce(contenuto[:8192], "mappa.json") == boundaries.FORMATO
    anagrafe = pd.read_csv(dati_reali / "anagrafe_istat" / "istat_elenco_comuni_raw.csv", dtype="str")
    letto = boundaries.leggi(
        contenuto, file.name, Noti(pd.Series(dtype="str"), pd.Index(anagrafe["codice_istat"]))
    )
    assert letto.confini == {"18": contenuto}
    assert letto.avvisi == [f"«{file.name}»: confini di 404 comuni, conservati nell'archivio."]
