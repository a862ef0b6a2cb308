"""In two processes there is still one hub."""

import pytest
from in_due import gruppo


def test_a_file_is_not_divided():
    assert gruppo("tests/test_euro.py::test_a[1::2]") == gruppo("tests/test_euro.py::test_b")
    assert gruppo("tests/test_euro.py::test_a") != gruppo("tests/test_cli.py::test_a")


def test_whoever_asks_for_the_hub_is_in_its_process(request: pytest.FixtureRequest):
    col_hub = [prova for prova in request.session.items if "hub" in prova.fixturenames]
    assert [prova.nodeid for prova in col_hub if gruppo(prova.nodeid) != "hub"] == []
    assert (
        gruppo("tests/browser/test_staff.py::test_x") == gruppo("tests/attack/test_login.py::test_x") == "hub"
    )
