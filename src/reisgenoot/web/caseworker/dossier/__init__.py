"""The file of one person, in parts that each have an address. Opening a part is written in the reading log."""
