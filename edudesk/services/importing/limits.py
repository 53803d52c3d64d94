"""How large a table may be, so that no file can exhaust the machine."""

from edudesk.errors import UserError

MAX_FILE = 100 * 1024 * 1024
MAX_UNPACKED = 200 * 1024 * 1024
MAX_ROWS = 200_000
MAX_COLUMNS = 500
MAX_CELLS = 6_000_000


def check_extent(name: str, rows: int, columns: int) -> None:
    """Raise UserError ``table.too-large`` unless a sheet of this extent fits the limits."""
    if rows > MAX_ROWS or columns > MAX_COLUMNS or rows * columns > MAX_CELLS:
        raise UserError(
            "table.too-large",
            name=name,
            rows=MAX_ROWS,
            columns=MAX_COLUMNS,
            megabytes=MAX_UNPACKED // 1024 // 1024,
        )


def check_bytes(name: str, size: int, limit: int) -> None:
    """Raise UserError ``table.too-large`` when there are more bytes than the limit."""
    if size > limit:
        check_extent(name, MAX_ROWS + 1, 1)
