"""Measuring speed: whole pages as a client manager meets them, and the heavy work behind them."""
