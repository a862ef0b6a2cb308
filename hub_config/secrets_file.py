"""The secrets of the hub on disk: readable by the hub's own user and by nobody else."""

import csv
import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path

# Without the letters and digits that are mistaken for one another on paper.
ALFABETO = "abcdefghijkmnpqrstuvwxyz23456789"


def nuova_password() -> str:
    """Four groups of four: 80 bits, easy to dictate."""
    return "-".join("".join(secrets.choice(ALFABETO) for _ in range(4)) for _ in range(4))


def scrivi(percorso: Path, testo: str) -> None:
    """Write a file that is never, not even for a moment, readable by others."""
    percorso.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    provvisorio = percorso.with_name(f".{percorso.name}.nuovo")
    provvisorio.unlink(missing_ok=True)
    with os.fdopen(os.open(provvisorio, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(testo)
    provvisorio.replace(percorso)


def assicura(cartella: Path) -> None:
    """Create the cookie secret and the proxy's token once; a second start finds the same ones."""
    cartella.mkdir(parents=True, exist_ok=True)
    cartella.chmod(0o700)
    for nome in ("cookie", "proxy"):
        percorso = cartella / nome
        if not percorso.exists():
            scrivi(percorso, secrets.token_hex(32))
        percorso.chmod(0o600)


@dataclass
class PasswordNote:
    """The first passwords, kept until each person changes theirs; of a changed one only the fact is known."""

    percorso: Path
    righe: dict[str, tuple[str, str]] = field(default_factory=dict)

    @classmethod
    def leggi(cls, percorso: Path) -> "PasswordNote":
        if not percorso.exists():
            return cls(percorso)
        with percorso.open(encoding="utf-8", newline="") as file:
            return cls(
                percorso, {r["username"]: (r["password"], r["impronta"]) for r in csv.DictReader(file)}
            )

    def annota(self, username: str, password: str, impronta: bytes) -> None:
        self.righe[username] = (password, impronta.decode("ascii"))

    def verifica(self, username: str, impronta: bytes) -> None:
        """Forget the first password of who has changed it."""
        if username in self.righe and self.righe[username][1] != impronta.decode("ascii"):
            del self.righe[username]

    def password(self, username: str) -> str | None:
        return self.righe[username][0] if username in self.righe else None

    def salva(self, persone: set[str]) -> None:
        righe = [f"{u},{p},{i}\n" for u, (p, i) in sorted(self.righe.items()) if u in persone]
        scrivi(self.percorso, "username,password,impronta\n" + "".join(righe))
