"""How good an extraction is: scores against gold, floors, known misses, and gold files themselves."""
