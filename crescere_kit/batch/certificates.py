"""Who may work for the office: a private authority, a certificate per machine, and what TLS asks of both.

Whoever holds a certificate of the authority may run code on every machine of the batch, so each machine has
its own folder, and the key of the authority stays where it was made.
"""

from __future__ import annotations

import os
import ssl
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from crescere_kit.errors import ErroreSpiegato

AUTORITA, MACCHINA, CHIAVE = "autorita.pem", "macchina.pem", "chiave.pem"
DURA_AUTORITA, DURA_MACCHINA = timedelta(days=3650), timedelta(days=825)


class CertificatoRifiutato(ErroreSpiegato):
    """Certificates that are missing, expired, of somebody else, or whose key everybody can read."""


def crea(cartella: Path, macchine: Sequence[str]) -> list[Path]:
    """Write a folder per machine, ready to be copied there; the authority is made the first time."""
    for nome in macchine:
        if not nome or nome.startswith(".") or "/" in nome or nome == "autorita":
            raise CertificatoRifiutato(f"«{nome}» non è il nome di una macchina: usare per esempio «nodo1».")
    autorita, chiave = _autorita(cartella / "autorita")
    return [_macchina(cartella / nome, nome, autorita, chiave) for nome in macchine]


def controlla(cartella: Path) -> dict[str, str]:
    """Return the files of a machine (authority, certificate, key), or say what is wrong with them."""
    file = {nome: cartella / nome for nome in (AUTORITA, MACCHINA, CHIAVE)}
    mancanti = [nome for nome, percorso in file.items() if not percorso.is_file()]
    if mancanti:
        raise CertificatoRifiutato(
            f"Nella cartella dei certificati «{cartella}» manca {', '.join(mancanti)}: copiare qui"
            " la cartella di questa macchina, scritta da «crescere lotto-certificati»."
        )
    if file[CHIAVE].stat().st_mode & 0o077:
        raise CertificatoRifiutato(
            f"La chiave «{file[CHIAVE]}» si può leggere da altri utenti: eseguire «chmod 600 {file[CHIAVE]}»."
        )
    _controlla_firma(file)
    return {nome: str(percorso) for nome, percorso in file.items()}


def _controlla_firma(file: dict[str, Path]) -> None:
    try:
        autorita, macchina = (
            x509.load_pem_x509_certificate(file[n].read_bytes()) for n in (AUTORITA, MACCHINA)
        )
        macchina.verify_directly_issued_by(autorita)
        ssl.create_default_context().load_cert_chain(file[MACCHINA], file[CHIAVE])
    except (ValueError, TypeError, InvalidSignature, ssl.SSLError) as errore:
        raise CertificatoRifiutato(
            f"Certificato, chiave e autorità in «{file[MACCHINA].parent}» non vanno insieme: copiare di nuovo"
            " la cartella di questa macchina, scritta da «crescere lotto-certificati»."
        ) from errore
    scade = min(autorita.not_valid_after_utc, macchina.not_valid_after_utc)
    if scade < datetime.now(UTC):
        raise CertificatoRifiutato(
            f"Il certificato «{file[MACCHINA]}» è scaduto il {scade:%d/%m/%Y}: rifarlo con"
            " «crescere lotto-certificati» e copiarlo di nuovo."
        )


def _autorita(cartella: Path) -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey]:
    if (cartella / CHIAVE).is_file():
        chiave = serialization.load_pem_private_key((cartella / CHIAVE).read_bytes(), None)
        return x509.load_pem_x509_certificate((cartella / AUTORITA).read_bytes()), chiave
    chiave = ec.generate_private_key(ec.SECP256R1())
    nome = _nome("Crescere, autorità dei lotti")
    certificato = (
        _certificato(nome, nome, chiave, DURA_AUTORITA)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usi(firma=True), critical=True)
        .sign(chiave, hashes.SHA256())
    )
    _scrivi(cartella, {AUTORITA: certificato, CHIAVE: chiave})
    return certificato, chiave


def _macchina(
    cartella: Path, nome: str, autorita: x509.Certificate, di_autorita: ec.EllipticCurvePrivateKey
) -> Path:
    chiave = ec.generate_private_key(ec.SECP256R1())
    certificato = (
        _certificato(_nome(nome), autorita.subject, chiave, DURA_MACCHINA)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usi(firma=False), critical=True)
        .sign(di_autorita, hashes.SHA256())
    )
    _scrivi(cartella, {AUTORITA: autorita, MACCHINA: certificato, CHIAVE: chiave})
    return cartella


def _nome(nome: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, nome)])


def _certificato(
    di: x509.Name, da: x509.Name, chiave: ec.EllipticCurvePrivateKey, dura: timedelta
) -> x509.CertificateBuilder:
    adesso = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(di)
        .issuer_name(da)
        .public_key(chiave.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(adesso - timedelta(days=1))  # a machine whose clock is a little late
        .not_valid_after(adesso + dura)
    )


def _usi(*, firma: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not firma,
        key_cert_sign=firma,
        crl_sign=firma,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _scrivi(cartella: Path, pezzi: dict[str, x509.Certificate | ec.EllipticCurvePrivateKey]) -> None:
    cartella.mkdir(parents=True, exist_ok=True)
    cartella.chmod(0o700)
    for nome, pezzo in pezzi.items():
        aperto = os.open(cartella / nome, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(aperto, "wb") as file:
            file.write(_pem(pezzo))


def _pem(pezzo: x509.Certificate | ec.EllipticCurvePrivateKey) -> bytes:
    if isinstance(pezzo, x509.Certificate):
        return pezzo.public_bytes(serialization.Encoding.PEM)
    return pezzo.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
