"""What the screens of the meeting share in the browser: the room, its clock, saving and words."""
