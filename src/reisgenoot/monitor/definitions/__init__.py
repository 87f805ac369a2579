"""The indicators themselves, one module per report."""
