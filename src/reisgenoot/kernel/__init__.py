"""The ground every room stands on: who acts, for which organisation, what they may do, and what is remembered of it.

Words owned here: actor, tenant (the executing organisation), permission, role, reading log, privacy class, source row.
Nothing here knows a person or a journey; nothing here imports another package of the product.
"""
