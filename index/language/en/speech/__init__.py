"""Speech in English text: who says what, by rules over a parse of each paragraph."""
