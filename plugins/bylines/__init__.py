"""Signatures and datelines."""
