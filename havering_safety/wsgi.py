"""The WSGI application."""

import os

from django.core.wsgi import get_wsgi_application

from havering_safety.operations.deadlines import limit_statements

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "havering_safety.settings")
limit_statements()
application = get_wsgi_application()
