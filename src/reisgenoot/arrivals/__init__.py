"""People who are coming: where they are before they have a home, and the housing department's word that somebody comes.

Owns: reception, housing signal.
"""
