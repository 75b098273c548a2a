"""From the files of the content folder to checked articles."""
