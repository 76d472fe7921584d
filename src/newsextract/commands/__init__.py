"""The commands that are more than a page in and a page out, a module each: options in, exit code out."""
