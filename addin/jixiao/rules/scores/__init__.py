"""Points, scores and grades: do they add up, and do they follow from their rules?"""
