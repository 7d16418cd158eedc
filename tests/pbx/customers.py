"""Customers and people outside: SIPp processes, started and ended by the test."""

import itertools
import subprocess
from collections.abc import Sequence
from pathlib import Path

from tests.pbx.rig import CROWD_PORT, CUSTOMER_PORT, HERE, IP, SHIFT, SIP_PORT, TRUNK_IP
from tests.pbx.tones import captures

_ports = itertools.count(16400 + SHIFT, 2)
_media_ports = itertools.count(32000 + SHIFT, 8)


NOTIFIED = """
  <recv request="NOTIFY"/>
  <send><![CDATA[
SIP/2.0 200 OK
[last_Via:]
[last_From:]
[last_To:]
[last_Call-ID:]
[last_CSeq:]
Content-Length: 0

]]></send>"""
ANEW = """
  <send retrans="500"><![CDATA[
INVITE sip:asterisk@[remote_ip]:[remote_port] SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
From:[$me];tag=[pid]p[call_number]
To:[$peer]
Call-ID: [call_id]
CSeq: {order} INVITE
Contact: <sip:[local_ip]:[local_port]>
Max-Forwards: 70
Content-Type: application/sdp
Content-Length: [len]

v=0
o=phone 1 {version} IN IP[local_ip_type] [local_ip]
s=-
c=IN IP[media_ip_type] [media_ip]
t=0 0
m=audio [media_port] RTP/AVP 0
a=rtpmap:0 PCMU/8000
a={way}
]]></send>
  <recv response="100" optional="true"/>
  <recv response="200"/>
  <send><![CDATA[
ACK sip:asterisk@[remote_ip]:[remote_port] SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
From:[$me];tag=[pid]p[call_number]
To:[$peer]
Call-ID: [call_id]
CSeq: {order} ACK
Max-Forwards: 70
Content-Length: 0

]]></send>"""
KEY = """
  <pause milliseconds="{pause_ms}"/>
  <send retrans="500"><![CDATA[
INFO [next_url] SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
From: <sip:@NUMBER@@[local_ip]:[local_port]>;tag=[pid]c[call_number]
[last_To:]
Call-ID: [call_id]
CSeq: {order} INFO
Max-Forwards: 70
Content-Type: application/dtmf-relay
Content-Length: [len]

Signal={key}
Duration=100
]]></send>
  <recv response="200"/>"""
PLAIN = "[media_port] RTP/AVP 0\na=rtpmap:0 PCMU/8000"
EVENTS = "[auto_media_port] RTP/AVP 0 101\na=rtpmap:0 PCMU/8000\na=rtpmap:101 telephone-event/8000\na=fmtp:101 0-15"
"""What a customer's telephone offers: sound alone, or with telephone events."""
PARTS = {
    "@NOTIFIED@": NOTIFIED,
    "@HOLD@": NOTIFIED + ANEW.format(order=1, version=2, way="sendonly"),
    "@RETRIEVE@": NOTIFIED + ANEW.format(order=2, version=3, way="sendrecv"),
}
"""Pieces of a telephone that follows NOTIFY."""


class Sipp:
    """One SIPp with one scenario. `stay_ms`: how long it stays in the line before it hangs up itself.

    `echo`: what it hears, it says. Only at one end of a call: two of them would go on for ever.
    """

    def __init__(
        self,
        folder: Path,
        scenario: str,
        *,
        port: int,
        stay_ms: int,
        calls: int = 1,
        service: str = "",
        number: str = "",
        ip: str = TRUNK_IP,
        echo: bool = False,
        keys: Sequence[tuple[int, str]] = (),
        events: bool = False,
    ) -> None:
        pressed = _played(folder / f"keys-{port}", keys) if events else _pressed(keys)
        text = (HERE / "sipp" / f"{scenario}.xml").read_text().replace("@KEYS@", pressed)
        text = text.replace("@SOUND@", EVENTS if events else PLAIN)
        text = text.replace("@STAY_MS@", str(stay_ms)).replace("@NUMBER@", number)
        for word, part in PARTS.items():
            text = text.replace(word, part)
        rendered = folder / f"{scenario}-{port}.xml"
        rendered.write_text(text)
        self._errors = folder / f"{scenario}-{port}.err"
        self._log = folder / f"{scenario}-{port}.log"
        self._process = subprocess.Popen(
            [
                "sipp",
                f"{IP}:{SIP_PORT}",
                "-sf",
                str(rendered),
                "-i",
                ip,
                "-mi",
                ip,
                "-p",
                str(port),
                "-mp",
                str(next(_media_ports)),
                "-m",
                str(calls),
                "-nostdin",
                "-timeout",
                "120s",
                "-trace_err",
                "-error_file",
                str(self._errors),
                "-trace_logs",
                "-log_file",
                str(self._log),
                *(["-s", service] if service else []),
                *(["-rtp_echo"] if echo else []),
            ],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=folder,
        )

    @property
    def digits(self) -> str:
        """The keys that were pressed for it."""
        noted = self._log.read_text() if self._log.exists() else ""
        return "".join(line.strip()[-1] for line in noted.splitlines() if line.strip())

    def over(self, within_s: float = 30.0) -> None:
        """Wait for its end, which must be a good one."""
        status = self._process.wait(within_s)
        assert status == 0, self._errors.read_text() if self._errors.exists() else f"sipp ended with {status}"

    def stop(self) -> None:
        """End it, wherever it is."""
        if self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(5)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait(5)


def _pressed(keys: Sequence[tuple[int, str]]) -> str:
    """Keys as SIP INFO: so many milliseconds of rest, then these one after another."""
    each = [(rest if at == 0 else 150, key) for rest, group in keys for at, key in enumerate(group)]
    return "".join(KEY.format(pause_ms=rest, key=key, order=order) for order, (rest, key) in enumerate(each, 2))


def _played(folder: Path, keys: Sequence[tuple[int, str]]) -> str:
    """Keys as telephone events in the sound itself (RFC 4733); each group is over before the next rest, and the last may end the call."""
    files, waits_ms, steps = captures(folder, [group for _, group in keys]), 0, []
    for file, (rest, group) in zip(files, keys, strict=True):
        steps.append(
            f'<pause milliseconds="{waits_ms + rest}"/><nop><action><exec play_pcap_audio="{file}"/></action></nop>'
        )
        waits_ms = 450 * len(group)
    return "".join(steps)


def customer(
    folder: Path,
    dialled: str,
    number: str,
    stay_ms: int,
    *,
    echo: bool = False,
    keys: Sequence[tuple[int, str]] = (),
    events: bool = False,
) -> Sipp:
    """A customer who calls now, presses keys, and hangs up `stay_ms` after the bank's line was taken, or the last key.

    `events`: keys are telephone events in the sound (RFC 4733) instead of SIP INFO.
    """
    if keys:
        return Sipp(
            folder,
            "caller_keys",
            port=next(_ports),
            stay_ms=stay_ms,
            service=dialled,
            number=number,
            keys=keys,
            events=events,
        )
    return Sipp(folder, "caller", port=next(_ports), stay_ms=stay_ms, service=dialled, number=number, echo=echo)


def outside(folder: Path, stay_ms: int) -> Sipp:
    """Whoever is behind every outside number."""
    return Sipp(folder, "answerer", port=CUSTOMER_PORT, stay_ms=stay_ms)


def refusing(folder: Path, status: str) -> Sipp:
    """Whoever is behind every outside number does not take the call: "486 Busy Here"."""
    return Sipp(folder, "refuser", port=CUSTOMER_PORT, stay_ms=0, number=status)


def absent(folder: Path) -> Sipp:
    """It rings at every outside number, and nobody answers."""
    return Sipp(folder, "absent", port=CUSTOMER_PORT, stay_ms=0)


def obedient_phone(folder: Path) -> Sipp:
    """A desk telephone of the crowd that does what NOTIFY says, for one call."""
    return Sipp(folder, "obedient_phone", port=CROWD_PORT, stay_ms=0, ip=IP)
