"""The desk in the browser: where an editor writes and arranges the paper. Its files are those of the content folder."""
