"""The file of an index: a SQLite database with records in packed blocks and what finds them."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

import msgspec

from mlsysbib.index.record import Record
from mlsysbib.problems import UnreadableError

# "MLSb": what SQLite calls the application that a file belongs to.
APPLICATION = 0x4D4C5362
SCHEMA_VERSION = 3
# Works in a block: more pack better, fewer are read faster.
BLOCK = 32
# Of words in more works than these only the number is kept: they tell no title from another.
MOST_WORKS = 200_000

TABLES = """
CREATE TABLE meta (about TEXT NOT NULL);
CREATE TABLE blocks (id INTEGER PRIMARY KEY, packed BLOB NOT NULL);
CREATE TABLE keys (bucket INTEGER PRIMARY KEY, packed BLOB NOT NULL);
CREATE TABLE words (word INTEGER PRIMARY KEY, works INTEGER NOT NULL, packed BLOB);
CREATE TABLE coverage (venue TEXT, year INTEGER, works INTEGER, PRIMARY KEY (venue, year))
  WITHOUT ROWID;
CREATE TABLE registrants (venue TEXT, registrant TEXT, works INTEGER,
  PRIMARY KEY (venue, registrant)) WITHOUT ROWID;
"""


class About(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What an index says of itself: `date` is that of its source, `stamp` what it was built of."""

    name: str
    source: str = ""
    licence: str = ""
    date: str = ""
    stamp: str = ""
    works: int = 0
    records: int = 0
    bucket_bits: int = 0


class IndexFileError(UnreadableError):
    """An index cannot be used: there is none, it is damaged, foreign, or of another version."""


# More takes twice the time of a build, and saves a twentieth of the size.
_LEVEL = 3
_encoder = msgspec.msgpack.Encoder()
_decode_block = msgspec.msgpack.Decoder(list[msgspec.Raw]).decode
_decode_work = msgspec.msgpack.Decoder(tuple[Record, ...]).decode
# What nearly every block holds; packing starts with it.
_COMMON = (
    b"editorpublisher-placeACMIEEESpringerdoi\xb4https://doi.org/10.1145/10.1109/10.1007/"
    b"proceedings of the on conferenceinternational workshopsymposiumanthologyopenreviewnumber"
    b"journals/corr/abs-conf/neuripsseriesisbnmonthpublishersourcesdoubtfularticlevolumepagestype"
    b"arxivdblpurlcontainervenueyear\xcd\x07\xe5year\xcd\x07\xe8authorstitle"
)


def encode_works(works: Sequence[tuple[Record, ...]]) -> bytes:
    """Return works as bytes; the inverse of `decode_works`."""
    return _encoder.encode(works)


decode_works = msgspec.msgpack.Decoder(list[tuple[Record, ...]]).decode


def pack_block(works: Sequence[tuple[Record, ...]]) -> bytes:
    """Return works as one packed block."""
    packer = zlib.compressobj(_LEVEL, zdict=_COMMON)
    return packer.compress(_encoder.encode(works)) + packer.flush()


def unpack_block(packed: bytes) -> list[msgspec.Raw]:
    """Return the works of a block, not yet decoded; raise IndexFileError for a damaged one."""
    try:
        unpacker = zlib.decompressobj(zdict=_COMMON)
        return _decode_block(unpacker.decompress(packed) + unpacker.flush())
    except (zlib.error, msgspec.MsgspecError) as error:
        raise IndexFileError(f"a block is damaged: {error}") from None


def decode_work(raw: msgspec.Raw) -> tuple[Record, ...]:
    """Return the records of a work of a block."""
    return _decode_work(raw)
