"""Settings: `base` for all, `production` by default, `demo`, `test` and `checks` (no database) on top."""
