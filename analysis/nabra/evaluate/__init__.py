"""Scores against coded gold sets: quotations, what they do, voices, speakers, filters; Arabic and English."""
