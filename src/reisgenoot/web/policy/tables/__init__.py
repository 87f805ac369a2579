"""The screens on which tables are read: choose, look, understand, take along. Aggregates only."""
