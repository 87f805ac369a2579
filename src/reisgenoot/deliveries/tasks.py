"""Background work of the deliveries. Arguments are ids only."""

from procrastinate.contrib.django import app

from reisgenoot.deliveries import background


@app.task(name="deliveries.read_delivery", queue="deliveries")
def read_delivery(*, delivery_id: int, organisation_id: int, staff_id: int | None) -> None:
    """Check an upload, or read it in: what its state asks for."""
    background.work_on(delivery_id=delivery_id, organisation_id=organisation_id, staff_id=staff_id)
