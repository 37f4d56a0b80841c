"""What a JSON Feed looks like, https://www.jsonfeed.org/version/1.1/."""

from rest_framework import serializers

from havering_safety.api.fields import InstantColumn, TextColumn
from havering_safety.releases.serializers import MetaSerializer


class FeedAuthorSerializer(serializers.Serializer):
    """Who publishes a feed."""

    name = TextColumn("The publisher.")
    url = TextColumn("Where the publisher is.")


class FeedItemSerializer(serializers.Serializer):
    """One piece of news."""

    id = TextColumn("Stable: a reader shows no item twice.")
    url = TextColumn("Where it is told whole; that answer never changes.")
    title = TextColumn("It in a few words.")
    content_text = TextColumn("It in a sentence or two.")
    date_published = InstantColumn("When the release was made, UTC.")


class JsonFeedSerializer(serializers.Serializer):
    """A feed, newest item first."""

    version = TextColumn("The version of JSON Feed, as its address.")
    title = TextColumn("What the feed is about.")
    home_page_url = TextColumn("What it tells the news of.")
    feed_url = TextColumn("The address to subscribe to.")
    description = TextColumn("What a reader must know of it.")
    authors = FeedAuthorSerializer(many=True, read_only=True, help_text="Who publishes it.")
    language = TextColumn("The language of its texts.")
    items = FeedItemSerializer(many=True, read_only=True, help_text="The news, newest first.")

    def get_fields(self):
        # The leading underscore is how JSON Feed knows what is not its own.
        meta = MetaSerializer(read_only=True, help_text="What the answer says of itself.")
        return {**super().get_fields(), "_meta": meta}
