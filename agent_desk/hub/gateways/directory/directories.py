"""What a hub has of directories: the bank's own, an OpenID provider, both or neither; each asked in its bounded place."""

from collections.abc import Iterable, Mapping

from agent_desk.hub.gateways.directory.address import OpenIdSettings
from agent_desk.hub.gateways.directory.connect import directory_from_url, openid_of
from agent_desk.hub.gateways.directory.place import Place
from agent_desk.hub.gateways.directory.protocol import Callback, Directory, DirectoryAway, DirectoryPerson, OpenId


class Directories:
    """The hub's way to both. Methods block for some seconds at most and raise DirectoryAway, also where there is none."""

    def __init__(self, directory: Directory | None = None, openid: OpenId | None = None) -> None:
        self.directory, self.openid = directory, openid
        self._place = Place("directory")
        # Reading everybody anew takes longer than one sign-in, and stands in nobody's way.
        self._reading = Place("directory-anew", within_s=60.0)
        self._provider = Place("openid")

    @classmethod
    def made(
        cls,
        *,
        url: str = "",
        user: str = "",
        secret: str = "",
        authorities: str = "",
        openid: OpenIdSettings | None = None,
    ) -> "Directories":
        """Return the directories of a hub's settings. Raises ValueError with a sentence."""
        directory = directory_from_url(url, user=user, secret=secret, authorities=authorities) if url else None
        return cls(directory, openid_of(openid) if openid is not None else None)

    @property
    def simulated(self) -> bool:
        """Whether the directory is a twin for demonstrations."""
        return self.directory is not None and self.directory.simulated

    def proved(self, login: str, password: str) -> DirectoryPerson | None:
        """As of Directory."""
        directory = self._directory()
        return self._place.ask(lambda: directory.proved(login, password))

    def found(self, login: str) -> DirectoryPerson | None:
        """As of Directory."""
        directory = self._directory()
        return self._place.ask(lambda: directory.found(login))

    def read_anew(self, subjects: Iterable[str]) -> Mapping[str, DirectoryPerson | None]:
        """As of Directory."""
        directory, asked = self._directory(), list(subjects)
        return self._reading.ask(lambda: directory.read_anew(asked))

    def authorization_url(
        self, *, redirect_uri: str, state: str, nonce: str, challenge: str, anew: bool = False
    ) -> str:
        """As of OpenId."""
        provider = self._openid()
        return self._provider.ask(
            lambda: provider.authorization_url(
                redirect_uri=redirect_uri, state=state, nonce=nonce, challenge=challenge, anew=anew
            )
        )

    def came_back(self, callback: Callback) -> DirectoryPerson | None:
        """As of OpenId.proved."""
        provider = self._openid()
        return self._provider.ask(lambda: provider.proved(callback))

    def close(self) -> None:
        """Begin nothing more."""
        for place in (self._place, self._reading, self._provider):
            place.close()

    def _directory(self) -> Directory:
        if self.directory is None:
            raise DirectoryAway("none")
        return self.directory

    def _openid(self) -> OpenId:
        if self.openid is None:
            raise DirectoryAway("none")
        return self.openid
