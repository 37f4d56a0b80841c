from django.apps import AppConfig


class ReleasesConfig(AppConfig):
    name = "havering_safety.releases"
    label = "releases"
    verbose_name = "Releases"
