"""What is learnt about a person: diagnoses with their answers and profile, and measurements on scales.

Invariants: codes are those of the journey's approach version; a later diagnosis supersedes nothing, a correction does.
"""
