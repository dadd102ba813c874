"""What ideas, proposals and money are sorted by."""

from enum import StrEnum


class Category(StrEnum):
    NATURE = "nature"  # parks and nature
    SPORT = "sport"  # sport and outdoor life
    CULTURE = "culture"  # culture and events
    YOUTH = "youth"  # children and young people
    TRAFFIC = "traffic"  # traffic and safety
    SERVICES = "services"  # services and spaces
    COMMUNITY = "community"  # neighbours and well-being
    OTHER = "miscellaneous"
