"""Swagger UI works under the strict Content-Security-Policy: nothing inline, nothing from elsewhere."""

import re


def test_swagger_runs_no_script_of_the_page_and_none_from_elsewhere(client):
    response = client.get("/swagger")

    text = response.content.decode()
    scripts = re.findall(r"<script([^>]*)>(.*?)</script>", text, re.DOTALL)
    assert "script-src 'self'" in response["Content-Security-Policy"]
    assert len(scripts) == 3
    assert all(" src=" in opening and not inside.strip() for opening, inside in scripts)
    assert re.findall(r"(?:src|href)=\"(?:https?:)?//", text) == []
    assert "style=" not in text


def test_scripts_of_swagger_are_served_from_here(client):
    text = client.get("/swagger").content.decode()

    for address in re.findall(r"(?:src|href)=\"([^\"]+)\"", text):
        response = client.get(address)
        response.getvalue()
        assert response.status_code == 200, address
