"""What the hub tells of files and letters of cases, and of templates."""

from agent_desk.schemas.kit.change import Change


class CaseFilesChanged(Change, area="papers", entity="case_file"):
    """A file was attached to a case, or removed; `id` is the case's."""


class CaseLettersChanged(Change, area="papers", entity="case_letter"):
    """A letter of a case was made, approved, painted or sent; `id` is the case's."""


class TemplateChanged(Change, area="papers", entity="letter_template"):
    """A version of a template was drafted, published or thrown away."""
