"""A hub for a benchmark: prints its address, serves until it is ended."""

import sys
import threading

from agent_desk.hub.kit import log
from agent_desk.hub.kit.settings import Settings
from agent_desk.hub.serve import HubThread

if __name__ == "__main__":
    log.configure("WARNING")
    settings = Settings(database=sys.argv[1], exchange=sys.argv[2], port=0, audit_key="bench")
    with HubThread(settings, processes=True) as hub:
        print(hub.url, flush=True)
        threading.Event().wait()
