"""Words of Acts that an installation has imported from legislation.gov.uk. Concord ships none, only its summaries."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class OfficialWording(models.Model):
    """The official words of a provision in one version (Open Government Licence v3.0), and their file."""

    provision = models.CharField(max_length=80)
    in_force_from = models.DateField()
    text = models.TextField()
    file = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    imported_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("provision", "in_force_from")
        constraints = (
            models.UniqueConstraint(
                fields=("provision", "in_force_from"),
                condition=Q(superseded_at__isnull=True),
                name="officialwording_one_in_use",
            ),
        )

    def __str__(self) -> str:
        return f"{self.provision} from {self.in_force_from}"
