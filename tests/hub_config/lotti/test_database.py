from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from hub_config.lotti.database import Piano


def test_a_moment_comes_back_as_it_was_whatever_its_time_zone(motore, pianifica):
    piano = pianifica()
    a_roma = datetime(2026, 12, 1, 6, tzinfo=ZoneInfo("Europe/Rome"))
    with Session(motore) as sessione, sessione.begin():
        sessione.get(Piano, piano.id).prossima = a_roma
    with Session(motore) as sessione:
        assert sessione.get(Piano, piano.id).prossima == datetime(2026, 12, 1, 5, tzinfo=UTC)
