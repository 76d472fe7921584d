"""The rules of newsextract, as data. README.md says what each field of a pattern file means."""
