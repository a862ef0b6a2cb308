"""What takes the place of a datum in the albo version."""

import json

from crescere_kit.acts.omissis import OMISSIS, Omesso


def test_what_is_left_out_reads_as_the_custom_is():
    assert f"nato a {OMISSIS}" == "nato a [omissis]"


def test_a_filter_can_tell_what_was_left_out_from_a_text_that_says_the_same():
    assert isinstance(OMISSIS, Omesso)
    assert not isinstance("[omissis]", Omesso)


def test_what_is_left_out_is_written_in_json_as_a_text():
    assert json.dumps({"beneficiario": Omesso("Beneficiario 1")}) == '{"beneficiario": "Beneficiario 1"}'
