"""What stands around every answer: the policy set once, and no session for those who only read."""

from csp.constants import NONCE
from csp.decorators import csp_exempt, csp_update
from csp.middleware import CSPMiddleware
from django.http import HttpResponse
from django.test import RequestFactory, override_settings

from havering_safety.pages.security_policy import StandingPolicyMiddleware

HEADER = "Content-Security-Policy"


def policies(view):
    """Return the policy that django-csp sets on a view's answer, and ours."""
    request = RequestFactory().get("/")
    return [
        middleware(view)(request).headers.get(HEADER)
        for middleware in (CSPMiddleware, StandingPolicyMiddleware)
    ]


def plain(request):
    return HttpResponse("text")


def test_policy_of_the_settings_is_set():
    theirs, ours = policies(plain)

    assert ours == theirs
    assert "default-src 'none'" in ours


def test_view_can_change_its_policy():
    theirs, ours = policies(csp_update({"frame-ancestors": ["*"]})(plain))

    assert ours == theirs
    assert "frame-ancestors 'none' *" in ours


def test_view_can_be_without():
    assert policies(csp_exempt()(plain)) == [None, None]


def test_page_may_take_a_nonce():
    def view(request):
        return HttpResponse(str(request.csp_nonce))

    with override_settings(CONTENT_SECURITY_POLICY={"DIRECTIVES": {"script-src": [NONCE]}}):
        response = StandingPolicyMiddleware(view)(RequestFactory().get("/"))

    assert f"script-src 'nonce-{response.content.decode()}'" in response[HEADER]


def test_policy_of_a_response_stands():
    def view(request):
        return HttpResponse(headers={HEADER: "default-src https:"})

    assert policies(view) == ["default-src https:"] * 2


def test_readers_have_no_session(client, db):
    request = client.get("/api/v1/incidents").wsgi_request

    assert not hasattr(request, "session")


def test_staff_have_one(admin_client):
    request = admin_client.get("/admin/").wsgi_request

    assert request.user.is_staff
    assert request.session["_auth_user_id"]


def test_form_of_the_admin_needs_its_token(admin_client):
    admin_client.handler.enforce_csrf_checks = True

    assert admin_client.post("/admin/logout/").status_code == 403
