"""Published workbooks read back after editing: each record's changes become a draft of it."""
