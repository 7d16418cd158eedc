"""The audit trail, which nobody can change unseen who only holds the database (docs/decisions/0044).

`witness`: each entry's mark, made by the process that wrote it. `chain`: the sealer. `verify`: what anybody with the key
can find out. `anchors`: where the trail stood, written down outside the database. `watch`: the thread that looks after it.
"""

from agent_desk.hub.kit.audit.chain import AnotherKey, key_fits, require_key, seal
from agent_desk.hub.kit.audit.verify import Verdict, verify
from agent_desk.hub.kit.audit.witness import Witness, content_digest

__all__ = ["AnotherKey", "Verdict", "Witness", "content_digest", "key_fits", "require_key", "seal", "verify"]
