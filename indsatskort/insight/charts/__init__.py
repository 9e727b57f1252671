"""Pictures of the numbers: one file per kind of picture, each giving a `Picture`."""
