"""Ask a site that may be slow, broken or hostile: every way it can fail becomes a reason in words."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import requests
import urllib3

from crescere_kit.sources.download.catalogue import Cortesia
from crescere_kit.sources.download.outcome import Impossibile, Interrotto, NonPubblicato

_PEZZO = 1 << 16
_PASSEGGERI = frozenset({408, 425, 429, 500, 502, 503, 504})
_RIPROVARE = "riprovare più tardi"


def _sessione() -> requests.Session:
    """Open a session that follows few redirects; it takes the proxy from the environment by itself."""
    sessione = requests.Session()
    sessione.max_redirects = 5
    return sessione


@dataclass
class Sito:
    """An open connection with its manners; `dormi` is how it waits between one request and the next."""

    cortesia: Cortesia
    intestazioni: dict[str, str]
    dormi: Callable[[float], None] = time.sleep
    sessione: requests.Session = field(default_factory=_sessione)

    @contextmanager
    def chiedi(self, indirizzo: str, altre: dict[str, str]) -> Iterator[requests.Response]:
        """Ask with GET and give the answer once its heading is here; whatever breaks is told in words.

        `identity`: the bytes are counted and resumed, so they must be those of the file.
        """
        intestazioni = self.intestazioni | {"Accept-Encoding": "identity"} | altre
        try:
            risposta = _entro(
                self.cortesia.silenzio,
                lambda: self.sessione.get(
                    indirizzo, headers=intestazioni, stream=True, timeout=self.cortesia.silenzio
                ),
            )
            with risposta:
                _non_in_chiaro(indirizzo, risposta.url)
                yield risposta
        except requests.exceptions.SSLError as errore:
            motivo = "il certificato del sito, o del proxy, non è riconosciuto"
            raise Impossibile(motivo, "chiedere a chi gestisce la rete") from errore
        except requests.exceptions.ProxyError as errore:
            raise Interrotto("il proxy indicato in $https_proxy non risponde", per_tutti=True) from errore
        except (requests.ConnectionError, requests.Timeout) as errore:
            raise Interrotto("il sito non risponde", per_tutti=True) from errore
        except (requests.RequestException, urllib3.exceptions.HTTPError, UnicodeError) as errore:
            motivo = f"il sito ha risposto in un modo che non si può seguire ({type(errore).__name__})"
            raise Impossibile(motivo, "controllare --base") from errore

    def pezzi(self, risposta: requests.Response) -> Iterator[bytes]:
        """Give the body as it arrives; stop when it breaks off or when it only trickles."""
        inizio, arrivati = time.monotonic(), 0
        while pezzo := _prossimo(risposta):
            yield pezzo
            arrivati += len(pezzo)
            trascorso = time.monotonic() - inizio
            if trascorso >= self.cortesia.finestra:
                if arrivati < self.cortesia.byte_al_secondo * trascorso:
                    raise Interrotto("il sito è troppo lento")
                inizio, arrivati = time.monotonic(), 0


def controlla_stato(risposta: requests.Response) -> None:
    """Stop at every answer that brings no content, saying whether asking again makes sense."""
    stato = risposta.status_code
    if stato in {404, 410}:
        raise NonPubblicato
    if stato in _PASSEGGERI:
        dopo = _dopo(risposta.headers.get("Retry-After", ""))
        raise Interrotto(
            f"il sito ha risposto {stato}", dopo=dopo, per_tutti=stato == 429 or dopo is not None
        )
    if stato in {401, 403, 407}:
        raise Impossibile(f"il sito non lo permette ({stato})", "controllare --base e il proxy della rete")
    if stato not in {200, 206}:
        raise Impossibile(f"il sito ha dato una risposta inattesa ({stato})", _RIPROVARE)


def _entro(secondi: float, chiamata: Callable[[], requests.Response]) -> requests.Response:
    """Wait for a call that many seconds: `timeout` counts each byte, and a heading can come one by one."""
    futuro: Future[requests.Response] = Future()

    def lavora() -> None:
        try:
            futuro.set_result(chiamata())
        except Exception as errore:  # raised again by who waits
            futuro.set_exception(errore)

    threading.Thread(target=lavora, daemon=True).start()
    try:
        return futuro.result(timeout=secondi)
    except TimeoutError:
        futuro.add_done_callback(_chiudi)
        raise requests.Timeout from None


def _chiudi(futuro: Future[requests.Response]) -> None:
    """Close an answer that came when nobody was waiting any more."""
    if not futuro.exception():
        futuro.result().close()


def _prossimo(risposta: requests.Response) -> bytes:
    try:
        return risposta.raw.read1(_PEZZO, decode_content=False)
    except (urllib3.exceptions.HTTPError, OSError) as errore:
        raise Interrotto("la connessione è caduta a metà") from errore


def _non_in_chiaro(chiesto: str, arrivato: str) -> None:
    if chiesto.startswith("https:") and not arrivato.startswith("https:"):
        motivo = "il sito manda a un indirizzo non protetto (http)"
        raise Impossibile(motivo, "controllare --base")


def _dopo(testo: str) -> float | None:
    """Return the seconds to wait that an answer asks for, written as a number or as a moment."""
    if re.fullmatch(r"\d{1,9}", testo.strip()):
        return float(testo)
    try:
        momento = parsedate_to_datetime(testo)
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
    return max(0.0, (momento.replace(tzinfo=momento.tzinfo or UTC) - datetime.now(UTC)).total_seconds())
