"""What comes from outside: references to import, files to tidy, lists to adopt."""
