// Programs of users, each for the Python of Feast's image. The last line of each is its answer, as JSON.

/** The definitions of features, which a user keeps beside the program. */
export const definitions = `import os
from datetime import timedelta

from feast import Entity, FeatureView, Field, FileSource
from feast.types import Float64, Int64

driver = Entity(name="driver", join_keys=["driver_id"])
trips = FileSource(
    name="trips",
    path=os.environ["FEATURE_DATA_URI"] + "/trips.parquet",
    s3_endpoint_override=os.environ.get("FEATURE_DATA_ENDPOINT"),
    timestamp_field="event_timestamp",
)
stats = FeatureView(
    name="driver_stats",
    entities=[driver],
    ttl=timedelta(days=365),
    schema=[Field(name="rate", dtype=Float64), Field(name="trips", dtype=Int64)],
    source=trips,
)
`;

/** Writes a thousand drivers to the bucket, half of them with a newer row. */
export const writeTrips = `
import datetime, json, os
import pyarrow, pyarrow.fs, pyarrow.parquet

now = datetime.datetime.now(datetime.timezone.utc)
rows = [(n, n / 7, n * 3, now - datetime.timedelta(hours=2)) for n in range(1000)]
rows += [(n, n / 9, n * 5, now - datetime.timedelta(hours=1)) for n in range(0, 1000, 2)]
names = ["driver_id", "rate", "trips", "event_timestamp"]
table = pyarrow.table({name: [row[at] for row in rows] for at, name in enumerate(names)})
store = pyarrow.fs.S3FileSystem(endpoint_override=os.environ["AWS_ENDPOINT_URL_S3"], region=os.environ["AWS_REGION"])
pyarrow.parquet.write_table(table, os.environ["BUCKET"] + "/data/trips.parquet", filesystem=store)
print(json.dumps(table.num_rows))
`;

/** Reads features of some drivers by Feast's own client, which asks the registry and the online server. */
export const readFeatures = `
import json
from feast import FeatureStore

store = FeatureStore(fs_yaml_file=__import__("pathlib").Path(__import__("os").environ["FEAST_FS_YAML_FILE_PATH"]))
views = [view.name for view in store.list_feature_views()]
rows = store.get_online_features(
    features=["driver_stats:rate", "driver_stats:trips"], entity_rows=[{"driver_id": n} for n in (8, 9, 4242)]
).to_dict()
print(json.dumps({"views": views, "rows": rows}))
`;
