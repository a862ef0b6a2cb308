import stat
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from hub_config.lotti import database
from hub_config.lotti.database import Piano


def test_a_moment_comes_back_as_it_was_whatever_its_time_zone(motore, pianifica):
    piano = pianifica()
    a_roma = datetime(2026, 12, 1, 6, tzinfo=ZoneInfo("Europe/Rome"))
    with Session(motore) as sessione, sessione.begin():
        sessione.get(Piano, piano.id).prossima = a_roma
    with Session(motore) as sessione:
        assert sessione.get(Piano, piano.id).prossima == datetime(2026, 12, 1, 5, tzinfo=UTC)


def test_the_file_is_of_the_hub_alone_and_is_opened_again_with_what_it_holds(motore, indirizzo, pianifica):
    pianifica()
    file = Path(indirizzo.removeprefix("sqlite:///"))
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    ancora = database.apri(indirizzo)
    with Session(ancora) as sessione:
        assert sessione.query(Piano).count() == 1
    ancora.dispose()
