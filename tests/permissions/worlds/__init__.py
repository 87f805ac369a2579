"""Objects of each part of the screens, made by the part itself."""

from tests.permissions.worlds import agenda, asking, direction, handing, housing, intake, management, newcomer, planning

MAKERS = tuple(
    part.make for part in (asking, intake, planning, agenda, direction, handing, housing, management, newcomer)
)
