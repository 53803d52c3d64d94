"""How an archive stands, kept in step with what is written: what 首页, the forms and 方案 show."""
