"""Every sentence the program says, in English, by code; one module a domain."""
