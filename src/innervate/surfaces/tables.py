"""Tables of databases that SQLAlchemy reaches, read in a transaction that only reads.

Promises: of the database nothing is changed, and no row is locked. In an isolated core the connection is made
outside, to the desk's own address and no other; that works with drivers that take one (pg8000, PyMySQL).
"""

from __future__ import annotations

import socket
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from innervate.core.application import SqlAt
from innervate.core.errors import Unavailable
from innervate.surfaces.broker import Broker, broker

if TYPE_CHECKING:
    from sqlalchemy.engine import URL, CursorResult, Engine

SECONDS = 3.0
_PORTS = {"postgresql": 5432, "mysql": 3306, "mariadb": 3306}


def table_rows(at: SqlAt, place: str, most: int) -> list[dict[str, str]] | None:
    """Rows in the order in which the database gives them, one more than `most` at most.

    :raises Unavailable: SQLAlchemy or the driver is not installed, or can't take a connection made outside.
    """
    try:
        from sqlalchemy import literal_column, select, table
        from sqlalchemy.engine import make_url
        from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError
    except ImportError as error:
        raise Unavailable("tables of databases", str(error), "pip install 'innervate[sql]'") from None
    try:
        url = make_url(at.url)
        engine = _engine(url, place)
    except (ArgumentError, NoSuchModuleError, ImportError) as error:
        raise Unavailable(f"the database of {place}", str(error), "install its driver") from None
    try:
        with engine.connect() as connection:
            if url.get_backend_name() == "postgresql":
                connection = connection.execution_options(postgresql_readonly=True)
            # Not by reflection: that asks the database a dozen questions, and a step looks again and again.
            found: CursorResult[Any] = connection.execute(
                select(literal_column("*")).select_from(table(at.table)).limit(most + 1)
            )
            names = list(found.keys())
            return [
                {name: "" if cell is None else str(cell) for name, cell in zip(names, row, strict=True)}
                for row in found
            ]
    except (SQLAlchemyError, OSError):
        return None
    finally:
        engine.dispose()


def endpoint(url: str) -> tuple[str, int] | None:
    """Host and port of a database's address; None where it has none, as a file, or can't be told."""
    from sqlalchemy.engine import make_url

    parts = make_url(url)
    port = parts.port or _PORTS.get(parts.get_backend_name())
    return (parts.host, port) if parts.host and port else None


def _engine(url: URL, place: str) -> Engine:
    from sqlalchemy import create_engine
    from sqlalchemy.pool import NullPool

    outside = broker()
    if outside is None or url.host is None:
        return create_engine(url, poolclass=NullPool, connect_args=_patience(url))
    return create_engine(url, poolclass=NullPool, creator=_creator(url, place, outside))


def _patience(url: URL) -> dict[str, object]:
    match url.get_driver_name():
        case "pg8000":
            return {"timeout": SECONDS}
        case "psycopg" | "psycopg2" | "pymysql":
            return {"connect_timeout": int(SECONDS)}
    return {}


def _creator(url: URL, place: str, outside: Broker) -> Callable[[], object]:
    makers = {"pg8000": _pg8000, "pymysql": _pymysql}
    make = makers.get(url.get_driver_name())
    if make is None:
        raise Unavailable(
            f"the database of {place} from an isolated core",
            f"{url.get_driver_name()} makes its connections itself",
            "use a driver that takes one: postgresql+pg8000 or mysql+pymysql",
        )

    def connection() -> object:
        made = outside.connect(place)
        made.settimeout(SECONDS)
        return make(url, made)

    return connection


def _pg8000(url: URL, made: socket.socket) -> object:
    import pg8000.dbapi

    return pg8000.dbapi.connect(
        user=url.username or "", password=url.password, database=url.database, sock=made
    )


def _pymysql(url: URL, made: socket.socket) -> object:
    import pymysql

    connection = pymysql.connect(
        user=url.username, password=url.password or "", database=url.database, defer_connect=True
    )
    connection.connect(sock=made)
    return connection
