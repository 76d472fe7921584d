"""Whole archives: many pages in, one data set out, whatever happens in between."""
