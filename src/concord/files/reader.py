"""The program that takes the words out of one document: content on standard input, words on standard output.

Run by `text` as a process of its own, for documents are made by strangers: a reader that is led astray ends at a limit
of time and memory, alone. It uses pypdf, python-docx and openpyxl, and nothing of Concord.
"""

from __future__ import annotations

import io
import resource
import sys
import zipfile
from itertools import chain
from typing import TYPE_CHECKING, Final

import docx
import openpyxl  # type: ignore[import-untyped]
import pypdf
from docx.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from docx.text.paragraph import Paragraph

MOST_MEMORY: Final = 1024 * 1024 * 1024
MOST_SECONDS: Final = 15
DEEPEST: Final = 5
"""Tables within tables that are gone into."""


def of_pdf(content: io.BytesIO) -> Iterator[str]:
    """The words of a PDF, page by page."""
    for page in pypdf.PdfReader(content).pages:
        yield page.extract_text()


def of_word(content: io.BytesIO) -> Iterator[str]:
    """The words of a Word document, paragraphs and tables in their order."""
    yield from _blocks(docx.Document(content).iter_inner_content(), DEEPEST)


def _blocks(blocks: Iterable[Paragraph | Table], deep: int) -> Iterator[str]:
    for block in blocks:
        if not isinstance(block, Table):
            yield block.text
        elif deep:
            for row in block.rows:
                yield from chain.from_iterable(_blocks(cell.iter_inner_content(), deep - 1) for cell in row.cells)


def of_workbook(content: io.BytesIO) -> Iterator[str]:
    """The words of an Excel workbook, row by row, as they were last worked out."""
    book = openpyxl.load_workbook(content, read_only=True, data_only=True)
    for sheet in book:
        yield sheet.title
        for row in sheet.iter_rows(values_only=True):
            yield " ".join(str(value) for value in row if value is not None)


READERS: Final[dict[str, Callable[[io.BytesIO], Iterator[str]]]] = {
    "pdf": of_pdf,
    "docx": of_word,
    "xlsx": of_workbook,
}
"""By the ending that a kind of file has."""


def words(pieces: Iterable[str], most: int) -> str:
    """The pieces, one a line, as far as the limit, with single blanks."""
    found: list[str] = []
    size = 0
    for piece in pieces:
        if line := " ".join(piece.split()):
            found.append(line)
            size += len(line) + 1
        if size > most:
            break
    return "\n".join(found)[:most]


def run(ending: str, most: int) -> None:
    """Read, and write; whatever goes wrong ends the process with another status than 0."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    content = io.BytesIO(sys.stdin.buffer.read())
    sys.stdout.buffer.write(words(READERS[ending](content), most).encode("utf-8", "ignore"))


if __name__ == "__main__":
    try:
        run(sys.argv[1], int(sys.argv[2]))
    except (Exception, RecursionError, MemoryError, zipfile.BadZipFile):  # noqa: BLE001  whatever a stranger's document does
        sys.exit(1)
