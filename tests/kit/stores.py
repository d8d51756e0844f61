"""Where files are kept, as tests look into it and spoil it: the folder, and a store that speaks as Amazon's S3 does."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING

import boto3
from moto.server import ThreadedMotoServer

from concord.config.environment import S3
from concord.files.places import key_of, place_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BUCKET = "concord-files"


class Folder:
    """The folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self, public_id: str) -> bytes:
        """What is kept of a file, encrypted."""
        return place_of(public_id).read_bytes()

    def write(self, public_id: str, content: bytes) -> None:
        """Spoil it."""
        place_of(public_id).write_bytes(content)

    def lose(self, public_id: str) -> None:
        """Lose it."""
        place_of(public_id).unlink()

    def names(self) -> list[str]:
        """All that is kept."""
        return [path.relative_to(self._folder).as_posix() for path in self._folder.glob("??/??/*.file")]


class Objects:
    """The bucket of a server on the loopback."""

    def __init__(self, place: S3) -> None:
        self.place = place
        self._client = boto3.client(
            "s3",
            endpoint_url=place.endpoint,
            region_name=place.region,
            aws_access_key_id=place.key,
            aws_secret_access_key=place.secret,
        )
        self._client.create_bucket(Bucket=place.bucket, CreateBucketConfiguration={"LocationConstraint": place.region})

    def read(self, public_id: str) -> bytes:
        """What is kept of a file, encrypted."""
        return self._client.get_object(Bucket=self.place.bucket, Key=key_of(public_id))["Body"].read()

    def write(self, public_id: str, content: bytes) -> None:
        """Spoil it."""
        self._client.put_object(Bucket=self.place.bucket, Key=key_of(public_id), Body=content)

    def lose(self, public_id: str) -> None:
        """Lose it."""
        self._client.delete_object(Bucket=self.place.bucket, Key=key_of(public_id))

    def names(self) -> list[str]:
        """All that is kept."""
        found = self._client.list_objects_v2(Bucket=self.place.bucket).get("Contents", [])
        return [one["Key"] for one in found]

    def empty(self) -> None:
        """Lose all."""
        for name in self.names():
            self._client.delete_object(Bucket=self.place.bucket, Key=name)


@contextmanager
def objects() -> Iterator[Objects]:
    """A store that runs."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    try:
        yield Objects(
            S3(endpoint=f"http://{host}:{port}", bucket=BUCKET, region="eu-west-2", key="testing", secret="testing")
        )
    finally:
        server.stop()
