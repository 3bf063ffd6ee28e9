from django.apps import AppConfig
from django.db.models.signals import post_migrate


class SearchConfig(AppConfig):
    name = "directory.search"
    label = "search"

    def ready(self) -> None:
        """Let the indexes follow the public record. Each one adds itself here, once."""
        from directory.publication.followers import followers
        from directory.search.hours.index import HoursIndex
        from directory.search.nearby.index import NearbyIndex
        from directory.search.traits.index import TraitsIndex
        from directory.search.words.index import WordsIndex, empty_full_text

        followers.append(HoursIndex())
        followers.append(NearbyIndex())
        followers.append(WordsIndex())
        followers.append(TraitsIndex())
        # `flush` empties the tables Django knows, and those of SQLite's full text are not.
        post_migrate.connect(empty_full_text, sender=self)
