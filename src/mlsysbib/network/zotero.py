"""Speak with a Zotero that runs on this machine, as its browser connectors do.

The protocol is that of server.js and server_connector.js in zotero/zotero (chrome/content/zotero/
xpcom/server): every answer has the header X-Zotero-Connector-API-Version; `getSelectedCollection`
says where things would go; `import` takes a text in any format that Zotero imports, under a session
that must be new, and answers 201 with the items, 400 where no translator reads the text, 409 for a
session that is known, 500 with libraryEditable false for a library that cannot be changed.
"""

from __future__ import annotations

import secrets
from typing import Any, Self

import httpx
import msgspec

from mlsysbib import __version__
from mlsysbib.problems import UnreachableError

ADDRESS = "http://127.0.0.1:23119"
_API_HEADER = "X-Zotero-Connector-API-Version"
_API_VERSION = 3
# Zotero 5 and 6; what came before has no `import`.
_OLDEST_API = 2
_QUICK_S, _PATIENT_S = 5.0, 300.0  # Zotero answers an import once the last item is saved
_TRIES = 3


class Destination(msgspec.Struct, frozen=True):
    """What is selected in Zotero; `collection` is "" for the library as a whole."""

    library: str
    collection: str = ""

    def __str__(self) -> str:
        """Return the path that Zotero shows."""
        return f"{self.library} / {self.collection}" if self.collection else self.library


class _Selected(msgspec.Struct, rename="camel"):
    library_name: str
    library_editable: bool
    id: int | None = None
    name: str | None = None
    editable: bool | None = None


class Connector:
    """A Zotero at an address; its methods raise UnreachableError where it does not do as asked."""

    def __init__(self, address: str = ADDRESS) -> None:
        self.address = address.rstrip("/")
        headers = {"User-Agent": f"mlsysbib/{__version__}", _API_HEADER: str(_API_VERSION)}
        # Not by way of a proxy: it is this machine.
        self._client = httpx.Client(headers=headers, trust_env=False, timeout=_QUICK_S)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def greet(self) -> None:
        """Find out whether Zotero runs there, and is not too old."""
        answer = self._ask("GET", "ping")
        version = answer.headers.get(_API_HEADER, "")
        if answer.is_error or not version.isdecimal():
            raise UnreachableError(f"what answers at {self.address} is not Zotero")
        if int(version) < _OLDEST_API:
            raise UnreachableError(
                f"this Zotero is too old: version {version} of its connector's protocol, "
                f"and {_OLDEST_API} is needed (Zotero 5)"
            )

    def find_destination(self) -> Destination:
        """Return what is selected; refuse what is read-only, as Zotero would go elsewhere."""
        answer = self._ask("POST", "getSelectedCollection", content=b"{}", type_="application/json")
        if answer.is_error:
            raise UnreachableError(f"Zotero does not say what is selected: {_reason(answer)}")
        try:
            selected = msgspec.json.decode(answer.content, type=_Selected)
        except msgspec.MsgspecError as error:
            raise UnreachableError(f"Zotero's answer cannot be parsed: {error}") from None
        collection = selected.name or "" if selected.id is not None else ""
        destination = Destination(selected.library_name, collection)
        if not selected.library_editable or selected.editable is False:
            raise UnreachableError(
                f"{destination} is selected in Zotero and is read-only: select another collection"
            )
        return destination

    def send(self, text: str, media_type: str) -> int:
        """Import a text into what is selected; return how many items Zotero has made of it."""
        for _ in range(_TRIES):
            answer = self._ask(
                "POST",
                f"import?session={secrets.token_hex(8)}",
                content=text.encode(),
                type_=media_type,
                timeout_s=_PATIENT_S,
            )
            if answer.status_code != httpx.codes.CONFLICT:
                break
        if answer.status_code == httpx.codes.BAD_REQUEST:
            raise UnreachableError(f"Zotero refuses the import: {_reason(answer)}")
        if answer.is_error:
            raise UnreachableError(f"Zotero has not imported all of it: {_reason(answer)}")
        items = _decoded(answer)
        if answer.status_code != httpx.codes.CREATED or not isinstance(items, list):
            raise UnreachableError(
                "Zotero does not say what it has imported; look there before you try again"
            )
        return len(items)

    def _ask(
        self,
        method: str,
        path: str,
        *,
        content: bytes | None = None,
        type_: str = "",
        timeout_s: float = _QUICK_S,
    ) -> httpx.Response:
        try:
            return self._client.request(
                method,
                f"{self.address}/connector/{path}",
                content=content,
                headers={"Content-Type": type_} if type_ else {},
                timeout=httpx.Timeout(timeout_s, connect=_QUICK_S),
            )
        except httpx.ConnectError:
            raise UnreachableError(
                f"nothing answers at {self.address}: start Zotero, or write a file with -o and "
                "import that"
            ) from None
        except httpx.TimeoutException:
            raise UnreachableError(
                f"Zotero has not answered in {timeout_s:.0f} s; it may still be at work, so look "
                "there before you try again"
            ) from None
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise UnreachableError(f"{self.address} cannot be asked: {error}") from None


def _decoded(answer: httpx.Response) -> Any:  # noqa: ANN401  # whatever another program says
    try:
        return msgspec.json.decode(answer.content)
    except msgspec.MsgspecError:
        return None


def _reason(answer: httpx.Response) -> str:
    """Return what an answer says went wrong, in words where there are some."""
    said = _decoded(answer)
    if isinstance(said, dict) and said.get("libraryEditable") is False:
        return "the library is read-only"
    if isinstance(said, dict) and isinstance(said.get("error"), str):
        return f"{answer.status_code} {said['error']}"
    return f"{answer.status_code} {answer.reason_phrase}"
