"""Gold in annotation tools: out to Label Studio, doccano and brat with exact offsets, and home as corrected there."""
