"""What `publish xlsx` wrote comes back, edited: each record's changes become a draft of it."""
