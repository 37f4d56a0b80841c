"""Addresses of bulk files."""

from django.urls import path

from havering_safety.bulk.views import file, index

urlpatterns = [
    path("", index),
    path("/<int:number>/<str:name>", file),
]
