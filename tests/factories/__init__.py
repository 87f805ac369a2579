"""People, organisations and journeys for tests: the cast of one story, and makers for each app."""
