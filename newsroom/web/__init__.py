"""What the newsroom shows in a browser on this machine: the server, and who may ask it."""
