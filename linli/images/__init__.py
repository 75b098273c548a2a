"""Picture files: their containers and sizes."""
