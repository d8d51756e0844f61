"""Files in a form that is sent as a whole, without any script: how they are taken in, and the field that reads them.

What passes the limit of a file is thrown away as it comes in: neither memory nor disk fills. What is kept lies in a
file without a name, which is gone with the request. What a file may be is for `concord.files` to say.
"""

from __future__ import annotations

import tempfile
from typing import IO, TYPE_CHECKING, Any, NamedTuple, cast

from django import forms
from django.conf import settings
from django.core.files.base import File
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from concord.base.errors import Invalid
from concord.files import rules

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from django.http import HttpRequest

    _Uploaded = UploadedFile[bytes]
else:
    _Uploaded = UploadedFile

IN_MEMORY = 1024 * 1024
TOGETHER = 4
"""How many times the limit of one file all files of one form may come to together."""


class Attached(NamedTuple):
    """One file of a form, as `files.services.keep_file` takes it."""

    name: str
    size: int
    chunks: Iterator[bytes]


class Arrived(_Uploaded):
    """One file as it came in; of one that passed the limit, only its size."""

    too_large = False
    too_many = False


class Bounded(FileUploadHandler):
    """Takes the files of a form in, each up to the limit of a file, and all up to four times that."""

    chunk_size = 64 * 2**10

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self._kept: IO[bytes] | None = None
        self._size = self._together = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Another file begins."""
        super().new_file(*args, **kwargs)
        self._kept, self._size = tempfile.SpooledTemporaryFile(IN_MEMORY), 0  # noqa: SIM115  the request closes it

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:  # noqa: ARG002  Django's signature
        """Keep what comes, or count it only."""
        kept = cast("IO[bytes]", self._kept)
        self._size += len(raw_data)
        self._together += len(raw_data)
        if self._size <= settings.FILE_LIMIT and self._together <= TOGETHER * settings.FILE_LIMIT:
            kept.write(raw_data)
        else:
            kept.seek(0)
            kept.truncate()

    def file_complete(self, file_size: int) -> Arrived:
        """The file, or what is to be said of it."""
        kept = cast("IO[bytes]", self._kept)
        kept.seek(0)
        found = Arrived(File(kept), self.file_name, self.content_type, file_size, self.charset, self.content_type_extra)
        found.too_large = self._size > settings.FILE_LIMIT
        found.too_many = self._together > TOGETHER * settings.FILE_LIMIT
        self._kept = None
        return found

    def upload_interrupted(self) -> None:
        """The sender broke off: nothing stays."""
        if self._kept:
            self._kept.close()


class FilesInput(forms.FileInput):
    """`<input type="file" multiple>`."""

    allow_multiple_selected = True

    def value_from_datadict(self, _data: Any, files: Any, name: str) -> list[_Uploaded]:
        """All the files that were chosen."""
        return list(files.getlist(name)) if hasattr(files, "getlist") else [files[name]] if name in files else []


class FilesField(forms.Field):
    """Several files, cleaned to a list of `Attached`. Each that cannot be taken is told by its name, all at once."""

    widget = FilesInput

    def __init__(self, *, most: int = 10, **kwargs: Any) -> None:
        kwargs.setdefault("error_messages", {"required": "Choose a file"})
        kwargs.setdefault("widget", FilesInput(attrs={"accept": rules.ACCEPT}))
        super().__init__(**kwargs)
        self.most = most

    def clean(self, value: Sequence[_Uploaded] | None) -> list[Attached]:
        """The files. Raises ValidationError with a sentence for each that is empty, too large or of no kind taken."""
        files = [file for file in value or () if file]
        super().validate(files)
        if len(files) > self.most:
            raise forms.ValidationError(f"Choose at most {self.most} files at a time: these are {len(files)}")
        if faults := [fault for file in files if (fault := _fault(file))]:
            raise forms.ValidationError(faults)
        return [Attached(rules.clean_name(file.name or ""), file.size or 0, file.chunks()) for file in files]

    def has_changed(self, initial: Any, data: Any) -> bool:  # noqa: ARG002  Django's signature
        """Whether any file was chosen."""
        return bool(data)


def _fault(file: _Uploaded) -> str:
    name = rules.clean_name(file.name or "")
    if getattr(file, "too_large", False):
        return rules.too_large(name, settings.FILE_LIMIT)
    if getattr(file, "too_many", False):
        return f"{rules.together_too_large(TOGETHER * settings.FILE_LIMIT)} {name} was not taken."
    try:
        rules.check_announced(name, file.size or 0, limit=settings.FILE_LIMIT)
    except Invalid as error:
        return error.message
    return ""
