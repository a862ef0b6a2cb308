"""Which tests go to the same process when `make test` runs them in two."""

from xdist.scheduler import LoadFileScheduling

# One hub for whoever asks for it, and with them the test that watches another hub begin and end.
COL_HUB = ("tests/attack/", "tests/browser/", "tests/hub_config/test_lifecycle.py")


def gruppo(prova: str) -> str:
    """The file of a test, because its fixtures are made once; all that needs the hub counts as one file."""
    return "hub" if prova.startswith(COL_HUB) else prova.split("::", maxsplit=1)[0]


class PerFile(LoadFileScheduling):
    """A file goes to the first process that is free, the largest first."""

    def _split_scope(self, nodeid: str) -> str:
        return gruppo(nodeid)
