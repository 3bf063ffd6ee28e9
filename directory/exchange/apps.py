from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "directory.exchange"
    label = "exchange"
