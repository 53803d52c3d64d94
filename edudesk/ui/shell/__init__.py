"""The frame around every page: navigation, top bar, search, long work, toasts, keys."""
