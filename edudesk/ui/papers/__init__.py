"""Photos and papers that lie with a record: taken in, shown, opened; used by every page with a record."""
