"""Load the writer of Word's documents, only where one is made: it brings a reader of XML that a desk need not wait for at its start."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from agent_desk.schemas.cases.monthly import MonthlyPaper


def document(made: MonthlyPaper, charts: BinaryIO) -> bytes:
    """Return the monthly paper as a document (DOCX)."""
    from agent_desk.ui.cases import monthly_document

    return monthly_document.docx(made, charts)
