"""Is it the template that was sent out, whole and of this year?"""
