"""What archives keep their text in: bytes → text, with what is known of where each character stood."""
