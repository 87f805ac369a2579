"""How the parts are put together: settings, urls, the database connection."""
