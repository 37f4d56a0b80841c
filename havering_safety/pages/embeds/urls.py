"""Addresses of embeds."""

from django.urls import path

from havering_safety.pages.embeds.views import KINDS, EmbedAnswerView, EmbedPage, widget

urlpatterns = [
    path("/v1/widget.js", widget),
    *(path(f"/{kind}", EmbedPage.as_view(kind=kind)) for kind in KINDS),
    *(path(f"/v1/{kind}.json", EmbedAnswerView.as_view(kind=kind)) for kind in KINDS),
]
