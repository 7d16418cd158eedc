"""What can be asked about files of cases, and the functions that do it."""

from agent_desk.hub.cases.papers import files
from agent_desk.hub.kit.web import router_of, serve
from agent_desk.schemas.cases.papers import operations as ops

router = router_of(
    "papers",
    serve(ops.files, files.files),
    serve(ops.attach, files.attach),
    serve(ops.content, files.content),
    serve(ops.remove, files.remove),
)
