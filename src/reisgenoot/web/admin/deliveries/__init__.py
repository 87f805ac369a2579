"""Leveringen: bringing files in, looking first, then reading them."""
