"""Sessions, log-in and messages, for staff alone: the public reads without them.

Nobody logs in outside the admin, and together they cost an answer as much as finding its release.
"""

from django.conf import settings
from django.contrib.auth import middleware as auth
from django.contrib.messages import middleware as messages
from django.contrib.sessions import middleware as sessions
from django.utils.deprecation import MiddlewareMixin


class _ForStaff(MiddlewareMixin):
    """Lets every request pass that is not for the admin."""

    def __call__(self, request):
        if request.path_info.startswith(f"/{settings.ADMIN_PATH}/"):
            return super().__call__(request)
        return self.get_response(request)


class SessionMiddleware(_ForStaff, sessions.SessionMiddleware):
    pass


class AuthenticationMiddleware(_ForStaff, auth.AuthenticationMiddleware):
    pass


class MessageMiddleware(_ForStaff, messages.MessageMiddleware):
    pass
