"""Finished files in a store that speaks as Amazon's S3 does (`CONCORD_FILES_S3_…`), one object each, encrypted before.

Nothing beyond put, head, get with a range and delete is asked of it, under path-style addresses: what every such store
knows. Imported only where it is configured (`stores.chosen`).
"""

from __future__ import annotations

import io
from contextlib import contextmanager
from functools import lru_cache
from typing import IO, TYPE_CHECKING, Any, Final, cast

import boto3  # type: ignore[import-untyped]
from botocore.config import Config  # type: ignore[import-untyped]
from botocore.exceptions import BotoCoreError, ClientError, HTTPClientError  # type: ignore[import-untyped]
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from concord.base.errors import Unavailable
from concord.files.places import key_of
from concord.files.rules import CHUNK

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

AT_ONCE: Final = 2 * CHUNK
"""Bytes asked for at once: a line of a file, and a little."""
CONNECT_WITHIN: Final = 5
ANSWER_WITHIN: Final = 60
"""Seconds."""
TRIES: Final = 3
ABSENT: Final = frozenset({"404", "NoSuchKey", "NotFound"})


class Bucket:
    """The bucket of the settings as a store."""

    def __init__(self, client: Any, bucket: str, endpoint: str) -> None:
        self._client, self._bucket = client, bucket
        self._says = f"The store of files (bucket {bucket} at {endpoint or 'Amazon S3'})"

    def keep(self, public_id: str, whole: Path) -> None:
        """Send the file there, see that all of it came, and only then delete it here."""
        try:
            body = whole.open("rb")
        except FileNotFoundError:
            return  # another process was first
        with body, self._told_plainly():
            sent = body.seek(0, io.SEEK_END)
            body.seek(0)
            self._client.put_object(**self._named(public_id), Body=body, ContentType="application/octet-stream")
            came = self._size(public_id)
        if came != sent:
            raise Unavailable(f"{self._says} kept {came} of {sent} bytes of the file {public_id}. {REMEDY}")
        whole.unlink(missing_ok=True)

    def opened(self, public_id: str) -> IO[bytes]:
        """The object, read piece by piece as it is asked for."""
        with self._told_plainly():
            size = self._size(public_id)
        remote = _Remote(size, lambda first, last: self._bytes(public_id, first, last))
        return cast("IO[bytes]", io.BufferedReader(remote, AT_ONCE))

    def erase(self, public_id: str) -> bool:
        """Delete the object; the store does not say whether there was any."""
        with self._told_plainly():
            self._client.delete_object(**self._named(public_id))
        return True

    def _named(self, public_id: str) -> dict[str, str]:
        return {"Bucket": self._bucket, "Key": key_of(public_id)}

    def _size(self, public_id: str) -> int:
        return int(self._client.head_object(**self._named(public_id))["ContentLength"])

    def _bytes(self, public_id: str, first: int, last: int) -> bytes:
        with self._told_plainly():
            answer = self._client.get_object(**self._named(public_id), Range=f"bytes={first}-{last}")
            return bytes(answer["Body"].read())

    @contextmanager
    def _told_plainly(self) -> Iterator[None]:
        try:
            yield
        except ClientError as error:
            code = str(error.response.get("Error", {}).get("Code", ""))
            if code in ABSENT:
                raise FileNotFoundError(code) from error
            raise Unavailable(f"{self._says} refused: {code}. {REMEDY}") from error
        except (BotoCoreError, HTTPClientError, OSError) as error:
            raise Unavailable(f"{self._says} did not answer ({type(error).__name__}). {REMEDY}") from error


REMEDY: Final = (
    "Check the store and CONCORD_FILES_S3_…; what was taken in meanwhile lies in CONCORD_FILES, and “concord work”"
    " sends it there later."
)


class _Remote(io.RawIOBase):
    """An object as a file that is read at any place; `read` gives its bytes from the first to the last of a range."""

    def __init__(self, size: int, read: Any) -> None:
        super().__init__()
        self._size, self._read, self._at = size, read, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        self._at = max(0, offset + {io.SEEK_SET: 0, io.SEEK_CUR: self._at}.get(whence, self._size))
        return self._at

    def readinto(self, into: Any) -> int:
        last = min(self._at + len(into), self._size) - 1
        if last < self._at:
            return 0
        found = self._read(self._at, last)
        into[: len(found)] = found
        self._at += len(found)
        return len(found)


@lru_cache(maxsize=4)
def _client(endpoint: str, region: str, key: str, secret: str) -> Any:
    return boto3.session.Session().client(
        "s3",
        endpoint_url=endpoint or None,
        region_name=region,
        aws_access_key_id=key or None,
        aws_secret_access_key=secret or None,
        config=Config(
            signature_version="s3v4",
            s3={"addressing_style": "path"},
            connect_timeout=CONNECT_WITHIN,
            read_timeout=ANSWER_WITHIN,
            retries={"total_max_attempts": TRIES, "mode": "standard"},
            # Checksums of a newer kind are unknown to many stores; each line of a file has one of its own.
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        ),
    )


def store() -> Bucket:
    """The bucket that the settings name."""
    place = settings.FILES_S3
    if place is None:
        raise ImproperlyConfigured("No bucket is named: set CONCORD_FILES_S3_BUCKET.")
    return Bucket(_client(place.endpoint, place.region, place.key, place.secret), place.bucket, place.endpoint)
