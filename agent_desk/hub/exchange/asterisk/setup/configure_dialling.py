"""What Asterisk needs for calls that agents make: contexts of the dial plan, a parking lot, the keys of an attended transfer."""

from typing import Final

PLAN: Final = """
[{context}-dial]
; an outside number that an agent calls (Originate); "T": the agent may pass the call on; "I": the number is told to no display
exten => _X.,1,Dial({trunk},{dial_s},TI)
 same => n,Hangup(${{HANGUPCAUSE}})

[{context}-consult]
; whom an agent asks while the customer waits: the order says where to
exten => 0,1,Goto(${{AD_CONSULT}})

[{context}-pickup]
; the telephone of whoever picks up a parked customer; nobody there: parked again
exten => _X.,1,Dial({interface},{ring_s},tg)
 same => n,GotoIf($["${{DIALSTATUS}}"="ANSWER"]?over)
 same => n,Park({context})
 same => n(over),GotoIf($["${{AD_SURVEY}}"="c"]?{context}-survey,s,1)
 same => n,Hangup()

[{context}-pickring]
; the telephone of whoever picks up a call that rings at a colleague; AD_RINGS is the colleague's telephone
exten => s,1,PickupChan(${{AD_RINGS}})
 same => n,Hangup()

[{context}-parked]
; parking places; nobody dials them

[{context}-unparked]
; parked for too long: back to the queue, or to the telephone that parked a call which came from none
exten => s,1,GotoIf($["${{AD_JOINED}}"!=""]?queue)
 same => n,Dial(${{PARKER}},{ring_s},t)
 same => n,Hangup()
 same => n(queue),Goto({context}-join,s,1)
"""
PARKING: Final = """[{context}]
context={context}-parked
parkpos=1-200
findslot=next
; seconds
parkingtime={park_s}
comebacktoorigin=no
comebackcontext={context}-unparked
parkedmusicclass=default
"""
FEATURES: Final = """; the key by which an agent, or the hub in their name, asks somebody first
; Asterisk's own *1, *2 and *3 (back, complete, talk of three) in [general] must stay as they are
atxfer=*2
"""
CONTEXTS: Final = ("dial", "consult", "pickup", "pickring", "parked", "unparked")
MODULES: Final = ("bridge_builtin_features", "bridge_softmix", "res_parking", "app_senddtmf", "app_directed_pickup")
ACTIONS: Final = {
    "Originate": "originate",
    "Atxfer": "call",
    "CancelAtxfer": "call",
    "PlayDTMF": "call",
    "Park": "call",
    "ParkedCalls": "call",
    "Redirect": "call",
    "Setvar": "call",
}
"""What a hub needs for calls that agents make, consultation and parking, and the right of the manager that gives it."""
