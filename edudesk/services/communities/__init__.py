"""共同体: what its page shows, its dated rows, its agreements, and what is proposed to be one."""
