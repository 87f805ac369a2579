"""Routes of the newcomer. None asks for an account: `GUARDED` lists those that a link opens instead.

What they refuse is tested in ``tests/web/newcomer/test_links.py``.
"""

from tests.permissions.matrix_row import Row

ROWS: tuple[Row, ...] = ()
GUARDED = {"link_open": "link", "link_ask": "link"}
"""Route and the guard that its view declares (`reisgenoot.web.newcomer.access`)."""
