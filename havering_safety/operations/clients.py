"""Who is asking, behind the proxies we trust.

Each trusted proxy appends the address it saw to `X-Forwarded-For`; everything further left is
what the client chose to write there, and is not believed.
"""

from ipaddress import IPv6Address, ip_address

from django.conf import settings


def client_of(request):
    """Return the network address that counts as one client, or None where there is none.

    An IPv6 client is its /64 network: a single household can use every address in it.
    """
    try:
        address = ip_address(_address_of(request))
    except ValueError:
        return None
    if not isinstance(address, IPv6Address):
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(IPv6Address(int(address) >> 64 << 64))


def _address_of(request):
    proxies = settings.TRUSTED_PROXIES
    if not proxies:
        return request.META.get("REMOTE_ADDR") or ""
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    # Fewer entries than proxies: somebody came past them. Its own address is all there is.
    seen = forwarded[-proxies] if len(forwarded) >= proxies else ""
    return seen.strip() or request.META.get("REMOTE_ADDR") or ""
