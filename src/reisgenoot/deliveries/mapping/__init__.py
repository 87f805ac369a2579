"""What rows stand for: one module per reader turns rows into people, journeys and facts, set-wise."""
