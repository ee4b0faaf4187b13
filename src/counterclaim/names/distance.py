"""Distances on the globe."""

import math


def kilometres(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Give the distance of two points in kilometres on a sphere of 6,371 km radius."""
    a = math.sin(math.radians(lat2 - lat1) / 2) ** 2
    b = math.sin(math.radians(lon2 - lon1) / 2) ** 2
    b *= math.cos(math.radians(lat1)) * math.cos(math.radians(lat2))
    return 12742.0 * math.asin(min(1.0, math.sqrt(a + b)))
