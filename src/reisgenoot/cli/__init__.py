"""The command line, `reisgenoot`."""
