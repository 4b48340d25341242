"""Follow-up questions: what a message means after the ones before it, without a language model.

understanding.py tells the story; what is carried over from before is always named in `chips`.
"""
