"""Made-up populations: believable people under an approach, for the demo and for measuring speed.

Words owned here: storyline (what usually happens in which order), chunk (the journeys that are made and written at
once), seed (the same seed, approach and day give the same people). Nothing made here is about a real person: names are
drawn from lists, and every BSN lies in the range that starts with 999.
"""
