"""One record in words beside any list, and the way it goes to the recycle bin."""
