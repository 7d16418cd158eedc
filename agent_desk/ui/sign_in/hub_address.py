"""Where the hub is: the second side of the sign-in card."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from agent_desk.desk.kit import sentences
from agent_desk.desk.kit.settings import DeskSettings, check_hub
from agent_desk.ui.kit import files, theme, words
from agent_desk.ui.kit.choices import Choice
from agent_desk.ui.kit.controls import Button, IconButton


class HubAddress(QWidget):
    """Edits the hub's address, the bank's certificate file and the kind of telephone.

    ``saved`` carries the new settings, not yet on the disk.
    """

    saved = Signal(object)
    cancelled = Signal()

    def __init__(self, settings: DeskSettings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._title = theme.label("", "heading")
        self._hub_label, self._ca_label = theme.label("", "strong"), theme.label("", "strong")
        self._hub, self._ca = QLineEdit(), QLineEdit()
        self._hub_label.setBuddy(self._hub)
        self._ca_label.setBuddy(self._ca)
        self._ca_note = theme.label("", "caption", wrap=True)
        self._telephone_label = theme.label("", "strong")
        self._telephone = Choice()
        self._telephone_label.setBuddy(self._telephone)
        self._choose = IconButton("folder", "", kind="secondary")
        self._fault = theme.label("", "error", wrap=True)
        self._cancel, self._save = Button(), Button(kind="primary")
        self._lay_out()
        self._choose.clicked.connect(self._choose_file)
        self._cancel.clicked.connect(self.cancelled)
        self._save.clicked.connect(self._try_save)
        self._hub.returnPressed.connect(self._try_save)
        self._ca.returnPressed.connect(self._try_save)
        self.retranslate()
        self.show_settings(settings)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_1)
        column.addWidget(self._title)
        column.addSpacing(theme.SPACE_3)
        column.addWidget(self._hub_label)
        column.addWidget(self._hub)
        column.addSpacing(theme.SPACE_3)
        column.addWidget(self._ca_label)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_2)
        row.addWidget(self._ca, 1)
        row.addWidget(self._choose)
        column.addLayout(row)
        column.addWidget(self._ca_note)
        column.addSpacing(theme.SPACE_3)
        column.addWidget(self._telephone_label)
        column.addWidget(self._telephone)
        column.addSpacing(theme.SPACE_2)
        column.addWidget(self._fault)
        column.addStretch(1)
        column.addSpacing(theme.SPACE_2)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.SPACE_2)
        buttons.addStretch(1)
        buttons.addWidget(self._cancel)
        buttons.addWidget(self._save)
        column.addLayout(buttons)

    def show_settings(self, settings: DeskSettings) -> None:
        """Start from these."""
        self._settings = settings
        self._hub.setText(settings.hub)
        self._ca.setText(str(settings.ca_file) if settings.ca_file else "")
        self._telephone.set_value(settings.telephone)
        self._say("")

    def begin(self) -> None:
        """The side was turned up: the address has the focus."""
        self._hub.setFocus()
        self._hub.selectAll()

    def _choose_file(self) -> None:
        files.ask_for_file(
            self,
            self.tr("The bank's certificate file"),
            Path(self._ca.text()).expanduser(),
            self.tr("Certificates (*.pem *.crt *.cer)"),
            lambda path: self._ca.setText(str(path)),
        )

    def _try_save(self) -> None:
        hub, ca = self._hub.text().strip().rstrip("/"), self._ca.text().strip()
        fault = check_hub(hub)
        if fault is None and ca and not Path(ca).expanduser().is_file():
            fault = ("settings.no_such_file", {"name": self._ca_label.text(), "value": ca})
        if fault is not None:
            self._say(sentences.fill(*fault, words.language()))
            return
        file = Path(ca).expanduser() if ca else None
        telephone = self._telephone.value() or "desk"
        self.saved.emit(self._settings.but(hub=hub, ca_file=file, telephone=telephone))

    def _say(self, text: str) -> None:
        self._fault.setText(text)
        self._fault.setVisible(bool(text))

    def retranslate(self) -> None:
        """Put every text in the language in force."""
        self._title.setText(self.tr("Where is the hub?"))
        self._hub_label.setText(self.tr("Hub address"))
        self._hub.setPlaceholderText("https://hub.example.bank:8800")
        self._ca_label.setText(self.tr("Certificate file"))
        self._ca_note.setText(
            self.tr("The PEM file of the bank's own certificate authority, as given out with the desk.")
        )
        self._choose.set_label(self.tr("Choose a file"))
        self._telephone_label.setText(self.tr("Agents speak through"))
        self._telephone.set_options(
            [("desk", self.tr("A telephone on the desk")), ("computer", self.tr("This computer, with a headset"))]
        )
        self._cancel.set_label(self.tr("Cancel"))
        self._save.set_label(self.tr("Save"))
        self._say("")
