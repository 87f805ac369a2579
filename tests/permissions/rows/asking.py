"""Routes of asking."""

from tests.permissions.matrix_row import Row

ROWS: tuple[Row, ...] = ()
