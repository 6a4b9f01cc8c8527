"""Which class of the graph an actor is of; apart from what maps actors, so that who only asks need not import that."""

from typing import Final

from naeringsgraf.model.meeting import ActorKind

ACTOR_CLASSES: Final = {
    ActorKind.MUNICIPALITY: "Municipality",
    ActorKind.COUNTY: "County",
    ActorKind.REGION: "Region",
    ActorKind.CLUSTER: "Cluster",
    ActorKind.COMPANY: "Company",
    ActorKind.STATE: "StateBody",
    ActorKind.PARTY: "Party",
    ActorKind.SECRETARIAT: "Secretariat",
    ActorKind.BODY: "Body",
    ActorKind.OTHER: "Actor",
}
"""Class of the graph for each kind of actor."""
