"""A telephone of the crowd, spoken by hand over SIP: it takes a call, asks somebody in a second one, and joins both by REFER with Replaces.

baresip 1.0 cannot do that, and SIPp holds one dialogue per call. No sound: what is proven is the signalling.
"""

import re
import socket
import threading
import uuid
from typing import Final

from tests.fixtures.waiting import until
from tests.pbx.rig import CROWD_PORT, IP, SIP_PORT

SDP: Final = "v=0\r\no=phone 1 1 IN IP4 {ip}\r\ns=-\r\nc=IN IP4 {ip}\r\nt=0 0\r\nm=audio 39998 RTP/AVP 0\r\na=rtpmap:0 PCMU/8000\r\n"


class Dialogue:
    """One call of the telephone."""

    def __init__(self, call_id: str, local: str, remote: str, target: str) -> None:
        self.call_id, self.local, self.remote, self.target = call_id, local, remote, target
        self.order = 1

    @property
    def replaces(self) -> str:
        """How the other side would name it."""
        to_tag, from_tag = _tag(self.remote), _tag(self.local)
        return f"{self.call_id};to-tag={to_tag};from-tag={from_tag}"


def _tag(header: str) -> str:
    return header.rpartition(";tag=")[2]


def _header(message: str, name: str) -> str:
    found = re.search(rf"^{name}:\s*(.*)$", message, re.IGNORECASE | re.MULTILINE)
    return found.group(1).strip() if found else ""


class ReferringPhone:
    """The first telephone of the crowd (9001)."""

    def __init__(self, code: str = "9001") -> None:
        self._code = code
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind((IP, CROWD_PORT))
        self._socket.settimeout(0.2)
        self._stopping = threading.Event()
        self.first: Dialogue | None = None
        self.second: Dialogue | None = None
        self.statuses: dict[str, int] = {}
        """Method and Call-ID to the last final status."""
        self.told: list[str] = []
        """The status lines of NOTIFY after REFER."""
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Pull the plug."""
        self._stopping.set()
        self._thread.join(2)
        self._socket.close()

    def asks(self, extension: str) -> None:
        """Dial somebody in a second call, and wait until they answer."""
        call_id, tag = uuid.uuid4().hex, uuid.uuid4().hex[:8]
        local = f"<sip:{self._code}@{IP}:{SIP_PORT}>;tag={tag}"
        target = f"sip:{extension}@{IP}:{SIP_PORT}"
        self.second = Dialogue(call_id, local, f"<{target}>", target)
        self._request(self.second, "INVITE", SDP.format(ip=IP), "Content-Type: application/sdp\r\n")
        until(lambda: self.statuses.get(f"INVITE {call_id}") == 200, f"{extension} answers", within_s=15)

    def joins(self) -> None:
        """REFER the customer to whoever was asked, in place of this telephone."""
        assert self.first is not None and self.second is not None
        replaces = self.second.replaces.replace(";", "%3B").replace("=", "%3D").replace("@", "%40")
        refer = f"Refer-To: <{self.second.target}?Replaces={replaces}>\r\nReferred-By: <sip:{self._code}@{IP}>\r\n"
        self._request(self.first, "REFER", "", refer)
        until(lambda: self.statuses.get(f"REFER {self.first.call_id}") == 202, "the REFER is taken")  # type: ignore[union-attr]

    # ------------------------------------------------------------------ the wire

    def _request(self, dialogue: Dialogue, method: str, body: str = "", more: str = "", order: int = 0) -> None:
        if not order:
            dialogue.order += 1
        self._send(
            f"{method} {dialogue.target} SIP/2.0\r\n"
            f"Via: SIP/2.0/UDP {IP}:{CROWD_PORT};branch=z9hG4bK{uuid.uuid4().hex}\r\nMax-Forwards: 70\r\n"
            f"From: {dialogue.local}\r\nTo: {dialogue.remote}\r\nCall-ID: {dialogue.call_id}\r\n"
            f"CSeq: {order or dialogue.order} {method}\r\nContact: <sip:{self._code}@{IP}:{CROWD_PORT}>\r\n{more}"
            f"Content-Length: {len(body)}\r\n\r\n{body}"
        )

    def _send(self, message: str) -> None:
        self._socket.sendto(message.encode(), (IP, SIP_PORT))

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                message = self._socket.recv(65535).decode()
            except OSError:
                continue
            if message.startswith("SIP/2.0"):
                self._answered(message)
            elif not message.startswith("ACK"):
                self._asked(message)

    def _answered(self, message: str) -> None:
        status, order = int(message.split()[1]), _header(message, "CSeq")
        number, method = order.split()
        call_id = _header(message, "Call-ID")
        if status < 200:
            return
        if method == "INVITE" and self.second is not None and call_id == self.second.call_id:
            self.second.remote = _header(message, "To")
            contact = re.search(r"<([^>]+)>", _header(message, "Contact"))
            self.second.target = contact.group(1) if contact else self.second.target
            self._request(self.second, "ACK", order=int(number))
        self.statuses[f"{method} {call_id}"] = status

    def _asked(self, message: str) -> None:
        method = message.split()[0]
        if method == "NOTIFY":
            self.told.append(message.partition("\r\n\r\n")[2].strip())
        body = SDP.format(ip=IP) if method == "INVITE" else ""
        to = _header(message, "To")
        if ";tag=" not in to:
            to += f";tag={uuid.uuid4().hex[:8]}"
        if method == "INVITE" and self.first is None:
            contact = re.search(r"<([^>]+)>", _header(message, "Contact"))
            target = contact.group(1) if contact else f"sip:{IP}:{SIP_PORT}"
            self.first = Dialogue(_header(message, "Call-ID"), to, _header(message, "From"), target)
        vias = "".join(f"Via: {via}\r\n" for via in re.findall(r"^Via:\s*(.*?)\r?$", message, re.MULTILINE))
        self._send(
            f"SIP/2.0 200 OK\r\n{vias}From: {_header(message, 'From')}\r\nTo: {to}\r\nCall-ID: {_header(message, 'Call-ID')}\r\n"
            f"CSeq: {_header(message, 'CSeq')}\r\nContact: <sip:{self._code}@{IP}:{CROWD_PORT}>\r\n"
            + ("Content-Type: application/sdp\r\n" if body else "")
            + f"Content-Length: {len(body)}\r\n\r\n{body}"
        )
