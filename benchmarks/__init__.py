"""How fast EduDesk is: each figure a ratio against a limit or a peer measured in the same run."""
