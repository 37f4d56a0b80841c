"""Make clearly synthetic files about Havering, shaped like the publishers' own.

Everything is drawn by chance from a fixed seed and says that it is synthetic. The
files go through the same importers as real ones, so the demo shows the real thing
at work. Nothing here knows Django or a database.
"""
