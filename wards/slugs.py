"""Ward names as slugs."""

import re

from django.utils.text import slugify


def slug_of_name(name):
    """Return a ward's slug: lower case, words joined by hyphens, `&`, `and` and apostrophes dropped.

    `Rainham and Wennington` (2002) and `Rainham & Wennington` (2022) are one name.
    """
    without_apostrophes = re.sub(r"['’]", "", name)
    return slugify(re.sub(r"&|\band\b", " ", without_apostrophes))
