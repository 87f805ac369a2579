"""Who does the guiding: executing organisations (the tenant), their municipalities, teams, staff, roles and providers.

Invariants: a staff member belongs to one organisation; a role holds for a period; a municipality can be served by
different organisations at different times.
"""
