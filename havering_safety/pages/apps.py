from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "havering_safety.pages"
    label = "pages"
