"""What people see, as HTML.

Everything that comes from an article or a user is escaped, whatever it contains; links are made of
http and https addresses only.
"""
