"""汇总: how all members of a community stand in a term, as their packages and our own archive say."""
