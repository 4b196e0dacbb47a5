/**
 * Lets Feast read Parquet files from buckets: its image has clients for them that its dask store does not use, and
 * lacks those that it does (s3fs, gcsfs). PyArrow, without which there is no Feast, has both, and signs in as the pod.
 *
 * Python imports a module of this name by itself, wherever it is on its path.
 */
export const bucketFilesScript = `"""Has fsspec open s3:// and gs:// with PyArrow."""
import os

import fsspec
from fsspec.implementations.arrow import ArrowFSWrapper


class S3Files(ArrowFSWrapper):
    def __init__(self, client_kwargs=None, **options):
        from pyarrow.fs import S3FileSystem

        endpoint = (client_kwargs or {}).get("endpoint_url") or os.environ.get("AWS_ENDPOINT_URL_S3")
        settings = {"endpoint_override": endpoint, "region": os.environ.get("AWS_REGION")}
        super().__init__(S3FileSystem(**{key: value for key, value in settings.items() if value}), **options)


class GoogleFiles(ArrowFSWrapper):
    def __init__(self, **options):
        from pyarrow.fs import GcsFileSystem

        super().__init__(GcsFileSystem(), **options)


fsspec.register_implementation("s3", S3Files, clobber=True)
fsspec.register_implementation("gs", GoogleFiles, clobber=True)
`;
