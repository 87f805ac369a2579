from django.apps import AppConfig


class KernelConfig(AppConfig):
    name = "reisgenoot.kernel"
    label = "kernel"
    verbose_name = "kern"
