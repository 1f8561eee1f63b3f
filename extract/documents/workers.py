"""Documents through an extractor, in this process or in several, always in their order.

Documents are cut into the same chunks however many processes there are, so that what is found
does not depend on it.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from occupath.extract.documents.document import Document
from occupath.extract.documents.extraction import Extracted, Extractor, Settings
from occupath.ontology.errors import OccupathError

_DOCUMENTS = 32  # of a chunk
_CHARACTERS = 200_000  # that a chunk has before its last document
_AHEAD = 2  # chunks a process that wait their turn

_extractor: Extractor | None = None  # of a worker process


def extract_all(
    documents: Iterable[Document], settings: Settings, jobs: int = 1
) -> Iterator[list[Extracted]]:
    """What is found, chunk by chunk, in the order of the documents.

    With `jobs` over 1 as many processes work, each with a pipeline of its own. Raises
    `OccupathError` where the pipeline cannot be loaded or a process was killed.
    """
    if jobs <= 1:
        extractor = Extractor.load(settings)
        for chunk in chunks(documents):
            yield extractor.extract(chunk)
        return
    with ProcessPoolExecutor(
        jobs, multiprocessing.get_context("spawn"), initializer=_start, initargs=(settings,)
    ) as pool:
        waiting: deque[Future[list[Extracted]]] = deque()
        try:
            for chunk in chunks(documents):
                waiting.append(pool.submit(_work, chunk))
                if len(waiting) > _AHEAD * jobs:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except BrokenProcessPool as killed:
            raise OccupathError(
                "a worker process ended early, perhaps for want of memory; try again with fewer "
                "--jobs, and --resume if the output is a folder"
            ) from killed
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def chunks(documents: Iterable[Document]) -> Iterator[list[Document]]:
    """Runs of documents, of much the same work each."""
    chunk: list[Document] = []
    size = 0
    for document in documents:
        chunk.append(document)
        size += len(document.text)
        if len(chunk) == _DOCUMENTS or size >= _CHARACTERS:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _start(settings: Settings) -> None:
    """Remember the settings; the pipeline is loaded with the first chunk, where errors are told."""
    global _settings
    _settings = settings
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process ends the others


_settings = Settings()


def _work(chunk: list[Document]) -> list[Extracted]:
    global _extractor
    if _extractor is None:
        _extractor = Extractor.load(_settings)
    return _extractor.extract(chunk)
