from django.apps import AppConfig


class ReleasesConfig(AppConfig):
    name = "havering_safety.releases"
    label = "releases"
    verbose_name = "Releases"

    def ready(self):
        from havering_safety.releases import replica

        if replica.is_set_up():
            replica.watch_requests()
