"""From one pair of hands to another: warm handovers, what may be shared with whom, the package with somebody's story.

Owns: handovers, sharing agreements, consents.
"""
