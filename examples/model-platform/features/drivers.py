"""Features of drivers, from hourly statistics in Parquet files."""

import os
from datetime import timedelta

from feast import Entity, FeatureView, Field, FileSource
from feast.types import Float32, Int64
from feast.value_type import ValueType

driver = Entity(name="driver", join_keys=["driver_id"], value_type=ValueType.INT64)

hourly = FileSource(
    name="driver_stats",
    path=os.environ["FEATURE_DATA_URI"] + "/driver-stats.parquet",
    timestamp_field="event_timestamp",
)

driver_stats = FeatureView(
    name="driver_stats",
    entities=[driver],
    ttl=timedelta(days=2),
    schema=[
        Field(name="driver_id", dtype=Int64),
        Field(name="acceptance_rate", dtype=Float32),
        Field(name="trips_today", dtype=Int64),
    ],
    source=hourly,
)
