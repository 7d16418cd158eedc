"""What can be asked about people: signing in and out, and the bank's people and roles for administrators."""

import uuid
from typing import Annotated, Final

from pydantic import Field

from agent_desk.schemas.administration.records import (
    NewRole,
    NewStaff,
    OneTimePassword,
    RoleEdit,
    RoleHolder,
    RoleRow,
    Roles,
    StaffEdit,
    StaffPage,
    StaffRow,
    SubjectEntry,
    Team,
)
from agent_desk.schemas.kit.bounded import Count, Line
from agent_desk.schemas.kit.long_jobs import LongJob
from agent_desk.schemas.kit.operation import ALL, COMMON, HELD, OPEN, OWN, SIGNED_IN, Operations, Scope
from agent_desk.schemas.kit.paging import After, Limit
from agent_desk.schemas.kit.second_person import DecidesAlone
from agent_desk.schemas.kit.table import LanguageWord
from agent_desk.schemas.kit.table_file import TableFileAsk
from agent_desk.schemas.people.directory import (
    GroupForm,
    GroupRow,
    OpenIdPlace,
    OpenIdReturn,
    OpenIdStart,
    SignInOffer,
    SignInProof,
    Trial,
)
from agent_desk.schemas.people.people_file import PasswordsWanted, PeopleFileForm, PeopleFileView
from agent_desk.schemas.people.records import (
    Done,
    FactorReset,
    HubEdition,
    OwnPassword,
    Session,
    SignedIn,
    SignedOut,
    SignIn,
    Unlock,
)
from agent_desk.schemas.people.reviews import Confirmation, Finish, ReviewItemRow, ReviewRow, Reviews, TakeAway
from agent_desk.schemas.people.substitutions import (
    Candidate,
    SubstitutionEnd,
    SubstitutionForm,
    SubstitutionRow,
    Substitutions,
)

MANAGE: Final = "people.manage"
REVIEW: Final = "people.review"
OWN_OR_MANAGED: Final = Scope("own", all_with=MANAGE)
area = Operations("people")


@area.write("/people/sign-in", OPEN, OWN, once=False)
def sign_in(form: SignIn) -> SignedIn:
    """Sign in at a seat. The answer holds a secret and is never stored."""


@area.read("/people/sign-in/edition", OPEN, OWN)
def edition() -> HubEdition:
    """Return which program the hub is and which editions of the interface it speaks."""


@area.read("/people/sign-in/offer", OPEN, OWN)
def sign_in_offer() -> SignInOffer:
    """Return how one can sign in here."""


@area.write("/people/sign-in/openid", OPEN, OWN, once=False)
def openid_start(form: OpenIdStart) -> OpenIdPlace:
    """Return where the browser goes to sign in. Nothing is kept here."""


@area.write("/people/sign-in/openid/return", OPEN, OWN, once=False)
def openid_return(form: OpenIdReturn) -> SignInProof:
    """Turn what the browser brought back into a proof to sign in with. The answer is a secret and is never stored."""


@area.write("/people/sign-out", SIGNED_IN, OWN)
def sign_out() -> SignedOut:
    """End this sign-in, and what hangs on it: an agent leaves the queues, now or after the call."""


@area.read("/people/me", SIGNED_IN, OWN)
def me() -> Session:
    """Return the sign-in behind the token."""


@area.write("/people/me/password", SIGNED_IN, OWN, once=False)
def change_own_password(form: OwnPassword) -> Done:
    """Give oneself another password."""


@area.write("/people/me/unlock", SIGNED_IN, OWN, once=False)
def unlock_seat(form: Unlock) -> Done:
    """Say whether the password is the caller's, so that their locked seat opens."""


@area.read("/people", MANAGE, HELD)
def people(
    *,
    q: Annotated[Line, Field(max_length=64)] = "",
    role: Annotated[Line | None, Field(max_length=64)] = None,
    active: bool | None = None,
    limit: Limit = None,
    after: After = None,
) -> StaffPage:
    """Return the bank's people by login; `q` is a part of login, name or agent code."""


@area.write("/people", MANAGE, HELD)
def add_person(form: NewStaff) -> StaffRow:
    """Add a person; they cannot sign in before a one-time password is set."""


@area.write("/people/file/look", MANAGE, HELD, once=False)
def look_at_people_file(form: TableFileAsk) -> PeopleFileView:
    """Return what a file of people would do, row by row; nothing is changed."""


@area.write("/people/file", MANAGE, HELD)
def take_people_file(form: PeopleFileForm) -> PeopleFileView:
    """Add and change the people of the chosen rows, all of them or none; a second person where rights change."""


@area.write("/people/passwords", MANAGE, HELD)
def make_passwords(form: PasswordsWanted) -> LongJob:
    """Have one-time passwords of new people made as a workbook (XLSX), for who asks alone."""


@area.read("/people/passwords/{job_id}", MANAGE, HELD, audits="people.password_list", file="figures")
def password_list(job_id: uuid.UUID) -> bytes:
    """Return the workbook with the passwords that were made, to who asked for it, within the hour."""


@area.read("/people/teams", MANAGE, COMMON)
def teams() -> list[Team]:
    """Return every team."""


@area.read("/people/subjects", MANAGE, COMMON)
def subjects() -> list[SubjectEntry]:
    """Return teams, queues and branches that a role may reach."""


@area.read("/people/roles", MANAGE, COMMON)
def roles() -> Roles:
    """Return every role with its permissions."""


@area.write("/people/roles/{code}", MANAGE, ALL, method="PUT")
def edit_role(code: Line, form: RoleEdit) -> RoleRow:
    """Change a role; in force with the next request of everybody who holds it."""


@area.write("/people/roles", MANAGE, ALL)
def add_role(form: NewRole) -> RoleRow:
    """Make a role of the bank's own, anew or like another."""


@area.read("/people/roles/holders", MANAGE, HELD)
def role_holders(code: Annotated[Line, Field(max_length=64)]) -> list[RoleHolder]:
    """Return the active people who hold a role, by login."""


@area.write("/people/roles/{code}/retire", MANAGE, ALL)
def retire_role(code: Line, version: Count) -> RoleRow:
    """Retire a role: it is given no more, and allows nothing from the next request of everybody who holds it."""


@area.write("/people/roles/{code}/restore", MANAGE, ALL)
def restore_role(code: Line, version: Count) -> RoleRow:
    """Bring a retired role back; who holds it still may do again what it allows."""


@area.read("/people/directory/groups", MANAGE, ALL)
def directory_groups() -> list[GroupRow]:
    """Return every group of a directory that gives a role."""


@area.write("/people/directory/groups", MANAGE, ALL)
def add_directory_group(form: GroupForm) -> GroupRow:
    """Let a group give a role, from the next sign-in and the next reading on."""


@area.write("/people/directory/groups/{group_id}", MANAGE, ALL, method="PUT")
def edit_directory_group(group_id: uuid.UUID, form: GroupForm) -> GroupRow:
    """Change what a group gives; 409 with both versions where somebody else was quicker."""


@area.write("/people/directory/groups/{group_id}", MANAGE, ALL, method="DELETE")
def remove_directory_group(group_id: uuid.UUID, version: Count) -> Done:
    """Let a group give this role no more."""


@area.read("/people/directory/people/{login}", MANAGE, ALL, audits="people.try_directory")
def try_directory(login: Annotated[Line, Field(max_length=64)]) -> Trial:
    """Return who a login is in the directory and what they would get."""


@area.read("/people/{person_id}", MANAGE, HELD)
def person(person_id: uuid.UUID) -> StaffRow:
    """Return one person."""


@area.write("/people/{person_id}", MANAGE, HELD, method="PUT")
def edit_person(person_id: uuid.UUID, form: StaffEdit) -> StaffRow:
    """Change a person; 409 with the present record for a stale form, and where nobody could manage people any more."""


@area.write("/people/{person_id}/unlock", MANAGE, HELD)
def unlock(person_id: uuid.UUID) -> StaffRow:
    """Let somebody who is locked out try again."""


@area.write("/people/{person_id}/one-time-password", MANAGE, HELD, once=False)
def set_one_time_password(person_id: uuid.UUID) -> OneTimePassword:
    """Set a password for one use, shown once; it ends the person's sign-in. The answer is a secret and is never stored."""


@area.write("/people/{person_id}/reset-second-factor", MANAGE, ALL)
def reset_second_factor(person_id: uuid.UUID, form: FactorReset) -> StaffRow:
    """Take somebody's second factor away, as when the telephone is lost: the next sign-in asks for a new one, where their role does."""


@area.read("/people-who-decide-alone", MANAGE, ALL)
def decides_alone() -> list[DecidesAlone]:
    """Return what of the centre one person decides alone, by the rules of the second person and by who there is."""


# ---------------------------------------------------------------------- while somebody is away


@area.read("/substitutions", SIGNED_IN, OWN_OR_MANAGED, summed="people.read_rights")
def substitutions() -> Substitutions:
    """Return the caller's substitutions, and those of people whom they manage, the newest first."""


@area.read("/substitutions/people", SIGNED_IN, OWN_OR_MANAGED)
def substitution_candidates() -> list[Candidate]:
    """Return whom the caller may name as absent, and as who stands in."""


@area.write("/substitutions", SIGNED_IN, OWN_OR_MANAGED)
def add_substitution(form: SubstitutionForm) -> SubstitutionRow:
    """Let somebody stand in for oneself, where the bank's rules allow that, or for somebody whom one manages."""


@area.write("/substitutions/{substitution_id}/end", SIGNED_IN, OWN_OR_MANAGED)
def end_substitution(substitution_id: uuid.UUID, form: SubstitutionEnd) -> SubstitutionRow:
    """End a substitution now, or take back one that has not begun."""


# ---------------------------------------------------------------------- the yearly review of rights


@area.read("/rights-reviews", REVIEW, ALL, summed="people.read_rights")
def reviews() -> Reviews:
    """Return every review of rights, the newest first."""


@area.write("/rights-reviews", REVIEW, ALL)
def begin_review() -> ReviewRow:
    """Write down who holds what now, as a list to confirm; 409 while another review is under way."""


@area.read("/rights-reviews/{review_id}/items", REVIEW, ALL, summed="people.read_rights")
def review_items(review_id: uuid.UUID) -> list[ReviewItemRow]:
    """Return the rows of a review by login and role."""


@area.write("/rights-reviews/{review_id}/confirm", REVIEW, ALL)
def confirm_rights(review_id: uuid.UUID, form: Confirmation) -> ReviewRow:
    """Say that these rows are right; nobody confirms their own."""


@area.write("/rights-reviews/items/{item_id}/take-away", REVIEW, ALL)
def take_right_away(item_id: uuid.UUID, form: TakeAway) -> ReviewItemRow:
    """Have a role taken away from its holder: at once, or when a second person has confirmed it."""


@area.write("/rights-reviews/{review_id}/finish", REVIEW, ALL)
def finish_review(review_id: uuid.UUID, form: Finish) -> ReviewRow:
    """Finish a review in which nothing is left open."""


@area.read("/rights-reviews/{review_id}/workbook", REVIEW, ALL, audits="people.review_export", file="figures")
def review_workbook(review_id: uuid.UUID, *, lang: LanguageWord = "zh") -> bytes:
    """Return a review as a workbook (XLSX), with who has said what of each row and when."""
