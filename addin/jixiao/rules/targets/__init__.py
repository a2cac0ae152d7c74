"""Target and actual values: is the target met, measurable, well set?"""
