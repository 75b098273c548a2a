"""What the press does: one folder a plugin, each with one `register()` for Pelican."""
