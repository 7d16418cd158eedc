"""An OpenID provider: the authorization code flow with PKCE, its ID token checked, by Authlib and joserfc.

The seat makes state, nonce and verifier and opens the browser; the hub, which alone may know the bank's secret of the client,
turns the code into an ID token and believes it only when everything about it is right.
"""

import json
import threading
import time
from collections.abc import Mapping
from typing import Any, Final, cast

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session
from joserfc import jws, jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet, KeySetSerialization

from agent_desk.hub.gateways.directory.address import OpenIdSettings, is_encrypted, is_loopback_redirect
from agent_desk.hub.gateways.directory.protocol import Callback, DirectoryAway, DirectoryPerson, group_key

TIMES: Final = (2.0, 4.0)
"""Seconds to connect and to the next byte of an answer."""
LEEWAY_S: Final = 60
"""So far the provider's clock and ours may differ."""
DOCUMENT_FOR_S: Final = 3600.0
KEYS_AGAIN_S: Final = 30.0
"""Keys are fetched anew for an unknown key id, but not more often than this."""
LONGEST: Final = 1024 * 1024
ALGORITHMS: Final = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
"""Signatures by a key of the provider's own: never `none`, never a shared secret."""
_OF_THE_CLIENT: Final = frozenset({"invalid_client", "unauthorized_client", "unsupported_grant_type", "server_error"})


class OpenIdProvider:
    """One provider. Methods block for some seconds at most and raise DirectoryAway."""

    def __init__(self, settings: OpenIdSettings) -> None:
        """Raises ValueError with a sentence for an issuer that is not encrypted."""
        self._settings = settings
        if not is_encrypted(settings.issuer):
            raise ValueError("The OpenID provider's issuer begins with https:// (http:// on this machine alone).")
        self._lock = threading.Lock()
        self._document: dict[str, Any] = {}
        self._read_at = -DOCUMENT_FOR_S
        self._keys: KeySet | None = None
        self._keys_at = -KEYS_AGAIN_S

    def authorization_url(
        self, *, redirect_uri: str, state: str, nonce: str, challenge: str, anew: bool = False
    ) -> str:
        """Return where the browser goes. `anew`: the provider asks again who it is, whatever it remembers.

        Raises ValueError for a redirect that does not lead to this person's own machine.
        """
        if not is_loopback_redirect(redirect_uri):
            raise ValueError("redirect")
        with self._client() as client:
            url, _ = client.create_authorization_url(
                self._endpoint("authorization_endpoint"),
                redirect_uri=redirect_uri,
                state=state,
                nonce=nonce,
                code_challenge=challenge,
                code_challenge_method="S256",
                # With max_age the provider says in the ID token when it asked (auth_time), which the browser cannot change.
                **({"prompt": "login", "max_age": "0"} if anew else {}),
            )
        return str(url)

    def proved(self, callback: Callback) -> DirectoryPerson | None:
        """Return who signed in; None where the code or anything about the ID token is not right."""
        document = self._discovered()
        told = document.get("authorization_response_iss_parameter_supported") or callback.issuer is not None
        if (told and callback.issuer != self._settings.issuer) or not is_loopback_redirect(callback.redirect_uri):
            return None
        try:
            with self._client() as client:
                tokens = client.fetch_token(
                    self._endpoint("token_endpoint"),
                    grant_type="authorization_code",
                    code=callback.code,
                    code_verifier=callback.verifier,
                    redirect_uri=callback.redirect_uri,
                    timeout=TIMES,
                    allow_redirects=False,
                )
                claims = self._claims(str(tokens.get("id_token") or ""), callback.nonce)
                if claims is None:
                    return None
                claims = self._with_more(client, claims)
        except AuthlibBaseError as fault:
            if fault.error in _OF_THE_CLIENT:
                # What is wrong is between the provider and the hub: nobody's sign-in is.
                raise DirectoryAway(f"client of the hub: {fault.error}") from fault
            return None
        except (ValueError, JoseError):
            return None
        except requests.RequestException as fault:
            raise DirectoryAway(type(fault).__name__) from fault
        return self._person(claims)

    # ------------------------------------------------------------------ the ID token

    def _claims(self, token: str, nonce: str) -> dict[str, Any] | None:
        """Return the claims of an ID token that is right in everything, else None. Raises JoseError, ValueError."""
        settings = self._settings
        header = jws.extract_compact(token.encode()).headers()
        decoded = jwt.decode(token, self._keys_for(header.get("kid")), algorithms=list(ALGORITHMS))
        registry = jwt.JWTClaimsRegistry(
            now=lambda: int(time.time()),
            leeway=LEEWAY_S,
            iss={"essential": True, "value": settings.issuer},
            aud={"essential": True, "value": settings.client},
            sub={"essential": True},
            exp={"essential": True},
            iat={"essential": True},
            nonce={"essential": True, "value": nonce},
        )
        registry.validate(decoded.claims)
        audience = decoded.claims["aud"]
        several = isinstance(audience, list) and len(audience) > 1
        if (several or "azp" in decoded.claims) and decoded.claims.get("azp") != settings.client:
            return None
        return dict(decoded.claims)

    def _keys_for(self, kid: object) -> KeySet:
        """Return the provider's keys, fetched anew where they do not know this id."""
        with self._lock:
            keys, fetched_at = self._keys, self._keys_at
        known = keys is not None and (kid is None or any(key.kid == kid for key in keys.keys))
        if keys is not None and (known or time.monotonic() - fetched_at < KEYS_AGAIN_S):
            return keys
        keys = KeySet.import_key_set(cast(KeySetSerialization, self._fetched(self._endpoint("jwks_uri"))))
        with self._lock:
            self._keys, self._keys_at = keys, time.monotonic()
        return keys

    def _with_more(self, client: OAuth2Session, claims: dict[str, Any]) -> dict[str, Any]:
        """Return the claims with those that the provider says only when asked once more, of the same person."""
        wanted = {self._settings.login, self._settings.groups, "name"}
        if wanted <= set(claims) or "userinfo_endpoint" not in self._discovered():
            return claims
        answer = client.get(self._endpoint("userinfo_endpoint"), timeout=TIMES, allow_redirects=False)
        answer.raise_for_status()
        more = answer.json()
        if not isinstance(more, dict) or more.get("sub") != claims["sub"]:
            return claims
        return {**{name: value for name, value in more.items() if name in wanted}, **claims}

    def _person(self, claims: Mapping[str, Any]) -> DirectoryPerson | None:
        login, groups = claims.get(self._settings.login), claims.get(self._settings.groups)
        if not isinstance(login, str) or not login.strip():
            return None
        name, asked_at = claims.get("name"), claims.get("auth_time")
        listed = [groups] if isinstance(groups, str) else groups if isinstance(groups, list) else []
        return DirectoryPerson(
            subject=str(claims["sub"]),
            login=login.strip(),
            name=name.strip() if isinstance(name, str) and name.strip() else login.strip(),
            groups=tuple(sorted({group_key(one) for one in listed if isinstance(one, str)})),
            signed_in_at=float(asked_at) if isinstance(asked_at, int | float) else None,
        )

    # ------------------------------------------------------------------ the provider's papers

    def _endpoint(self, name: str) -> str:
        url = self._discovered().get(name)
        if not isinstance(url, str) or not is_encrypted(url):
            raise DirectoryAway(f"no {name}")
        return url

    def _discovered(self) -> dict[str, Any]:
        """Return the provider's description of itself. Raises DirectoryAway, also where it is another provider's."""
        with self._lock:
            if self._document and time.monotonic() - self._read_at < DOCUMENT_FOR_S:
                return self._document
        document = self._fetched(self._settings.issuer.rstrip("/") + "/.well-known/openid-configuration")
        if document.get("issuer") != self._settings.issuer:
            raise DirectoryAway("another issuer")
        if "S256" not in (document.get("code_challenge_methods_supported") or ["S256"]):
            raise DirectoryAway("no PKCE")
        with self._lock:
            self._document, self._read_at = document, time.monotonic()
        return document

    def _fetched(self, url: str) -> dict[str, Any]:
        try:
            answer = requests.get(
                url, timeout=TIMES, allow_redirects=False, verify=self._settings.authorities or True, stream=True
            )
            with answer:
                answer.raise_for_status()
                body = answer.raw.read(LONGEST + 1, decode_content=True)
                if answer.status_code != 200 or len(body) > LONGEST:
                    raise DirectoryAway(f"status {answer.status_code}")
            found = json.loads(body)
        except (requests.RequestException, OSError, ValueError) as fault:
            raise DirectoryAway(type(fault).__name__) from fault
        if not isinstance(found, dict):
            raise DirectoryAway("unreadable")
        return found

    def _client(self) -> OAuth2Session:
        settings = self._settings
        client = OAuth2Session(
            settings.client,
            settings.secret or None,
            scope=settings.scope,
            token_endpoint_auth_method="client_secret_basic" if settings.secret else "none",
            code_challenge_method="S256",
        )
        client.verify = settings.authorities or True
        # A proxy of the machine's environment is not asked, and no .netrc is read.
        client.trust_env = False
        return client
