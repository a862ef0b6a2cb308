from hub_config import places
from hub_config.lotti.notebooks import RELAZIONI


def test_only_delivered_notebooks_can_be_planned():
    assert [nome for nome in RELAZIONI if not (places.notebook() / f"{nome}.ipynb").is_file()] == []
