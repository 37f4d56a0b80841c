"""The WSGI application."""

import os

import django

from havering_safety.operations.deadlines import limit_statements
from havering_safety.operations.requests import Handler

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "havering_safety.settings")
limit_statements()
django.setup(set_prefix=False)
application = Handler()
