"""Tables of a real PostgreSQL server: read only, unknown where they can't be; also through a broker."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

import pg8000.dbapi
import pytest

from innervate.core.application import HttpAt, ProcessAt, SqlAt
from innervate.core.errors import Denied, Unavailable
from innervate.launch.broker import Broker as Outside
from innervate.surfaces import broker, tables
from innervate.surfaces.places import Places
from tests.surfaces.postgres import PASSWORD, serving


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    with serving(tmp_path_factory.mktemp("postgres")) as number:
        yield number


def address(port: int, password: str = PASSWORD, driver: str = "postgresql+pg8000") -> str:
    return f"{driver}://clerk:{quote(password, safe='')}@127.0.0.1:{port}/postgres"


@pytest.fixture(scope="module")
def orders(port: int) -> SqlAt:
    connection = pg8000.dbapi.connect(
        user="clerk", password=PASSWORD, host="127.0.0.1", port=port, database="postgres"
    )
    cursor = connection.cursor()
    cursor.execute('CREATE TABLE orders (id serial, "Net amount" numeric(10,2), due date, note text)')
    cursor.execute("INSERT INTO orders (\"Net amount\", due, note) VALUES (12.50, '2026-03-04', NULL)")
    connection.commit()
    connection.close()
    return SqlAt(address(port), "orders")


ROWS = [{"id": "1", "Net amount": "12.50", "due": "2026-03-04", "note": ""}]


def read(at: SqlAt) -> list[dict[str, str]] | None:
    rows = Places({"orders": at}).rows("orders")
    return rows if rows is None else [{name: cell.text for name, cell in row.items()} for row in rows]


def test_rows_of_a_table(orders: SqlAt) -> None:
    assert read(orders) == ROWS


def test_no_password_is_shown(orders: SqlAt) -> None:
    assert quote(PASSWORD, safe="") not in repr(orders)


def test_what_can_not_be_read_is_unknown(orders: SqlAt, port: int) -> None:
    assert read(SqlAt(address(port), "none")) is None
    assert read(SqlAt(address(port, "wrong"), "orders")) is None
    assert read(SqlAt(address(1), "orders")) is None
    assert tables.table_rows(orders, "orders", most=0) == ROWS, "one more than the most, so that it shows"


def test_a_driver_that_is_not_there(port: int) -> None:
    with pytest.raises(Unavailable, match="orders"):
        read(SqlAt(address(port, driver="postgresql+none"), "orders"))


def test_from_an_isolated_core_by_a_connection_that_is_made_outside(
    orders: SqlAt, port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = {
        "orders": orders,
        "self": ProcessAt("/proc/self"),
        "closed": HttpAt("http://127.0.0.1:1/"),
        "other": SqlAt(address(port, driver="postgresql+psycopg"), "orders"),
    }
    outside = Outside([], {}, places)
    inside = broker.Broker(outside.core)
    monkeypatch.setattr(tables, "broker", lambda: inside)
    try:
        assert read(orders) == ROWS
        with pytest.raises(Denied):
            inside.connect("nowhere")
        with pytest.raises(Denied):
            inside.connect("self")
        with pytest.raises(ConnectionRefusedError):
            inside.connect("closed")
        assert inside.processes("/proc/self") == []
        assert inside.processes("/bin/other") is None
        with pytest.raises(Unavailable, match="pg8000"):
            tables.table_rows(places["other"], "other", 1)  # type: ignore[arg-type]
        assert inside.executable(-1) == "", "and it still answers"
    finally:
        outside.close()
