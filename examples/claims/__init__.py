"""A small insurance office made of real applications: the world that the demo of innervate drives.

Everything in it (people, numbers, mails) is made up from one seed; nothing is downloaded.
"""
