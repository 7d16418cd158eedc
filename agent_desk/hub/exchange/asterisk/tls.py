"""TLS on the line to Asterisk's manager. Reading and sending meet in one lock, since one OpenSSL session is not for two threads."""

import socket
import ssl
import threading
from pathlib import Path
from typing import Final

SYSTEM: Final = "system"
CHUNK: Final = 65_536


def context_of(authority: str) -> ssl.SSLContext:
    """Return who is trusted to vouch for the exchange: `system`, or a file of the bank's authority. Raises ValueError."""
    if authority == SYSTEM:
        return ssl.create_default_context()
    if not Path(authority).is_file():
        raise ValueError(f"The certificate authority {authority} of the exchange is no file.")
    try:
        return ssl.create_default_context(cafile=authority)
    except ssl.SSLError:
        raise ValueError(f"The certificate authority {authority} of the exchange cannot be read.") from None


class TlsSocket:
    """As much of a socket as the line needs. Raises OSError as a socket does; `ssl.SSLError` is one.

    The bytes of the network are read outside the lock, so that a reader that waits never keeps a sender waiting.
    """

    def __init__(self, plain: socket.socket, context: ssl.SSLContext, host: str) -> None:
        self._plain = plain
        self._lock, self._sending = threading.Lock(), threading.Lock()
        self._in, self._out = ssl.MemoryBIO(), ssl.MemoryBIO()
        self._session = context.wrap_bio(self._in, self._out, server_hostname=host)
        while not self._shake():
            self._flush()
            octets = plain.recv(CHUNK)
            if not octets:
                raise ConnectionError("the line ended in the middle of its handshake")
            self._in.write(octets)
        self._flush()

    def _shake(self) -> bool:
        try:
            self._session.do_handshake()
        except ssl.SSLWantReadError:
            return False
        except ssl.SSLError:
            self._flush()  # the other side is told why
            raise
        return True

    def _flush(self) -> None:
        """What TLS has to say goes out, in order."""
        with self._sending:
            with self._lock:
                octets = self._out.read()
            if octets:
                self._plain.sendall(octets)

    def sendall(self, octets: bytes) -> None:
        """Send all of it."""
        with self._lock:
            self._session.write(octets)
        self._flush()

    def recv(self, most: int) -> bytes:
        """Return what has come; empty at the end. Raises TimeoutError as the socket's own limit says."""
        while True:
            with self._lock:
                try:
                    return self._session.read(most)
                except ssl.SSLWantReadError:
                    pass
                except ssl.SSLZeroReturnError:
                    return b""
            self._flush()
            octets = self._plain.recv(CHUNK)
            if not octets:
                return b""
            with self._lock:
                self._in.write(octets)

    def settimeout(self, seconds: float | None) -> None:
        """How long a read may wait."""
        self._plain.settimeout(seconds)

    def shutdown(self, how: int) -> None:
        """End both directions at once; a reader that waits comes back."""
        self._plain.shutdown(how)

    def close(self) -> None:
        """Give the socket back."""
        self._plain.close()
