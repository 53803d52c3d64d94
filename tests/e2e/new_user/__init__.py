"""A new user's first days, as a person does them: keys, mouse, input method, on the real window."""
