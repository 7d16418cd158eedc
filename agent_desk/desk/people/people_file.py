"""What the seat can do with a list of people: one request each."""

from agent_desk.desk.kit.api import call
from agent_desk.schemas.people import operations as ops

look = call(ops.look_at_people_file)
take = call(ops.take_people_file)
make_passwords = call(ops.make_passwords)
password_list = call(ops.password_list)
