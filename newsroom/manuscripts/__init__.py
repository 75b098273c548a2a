"""Manuscripts as the desk in the browser edits them: files of the content folder, kept readable, and every version kept."""
