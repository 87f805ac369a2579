"""Who is guided: persons with all the names they go by, their households, and finding the same person again.

Invariants: a person exists once per organisation; a BSN belongs to at most one person there; two persons are never
merged without a decision by somebody.
"""
