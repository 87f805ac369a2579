"""`python -m reisgenoot.cli`, for processes that start each other."""

from reisgenoot.cli.main import main

main()
