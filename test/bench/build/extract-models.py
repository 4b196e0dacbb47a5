"""Writes what the emulators check against as JSON files: extract-models.py <folder of wheels> <folder to write>.

<service>.json             botocore's model of an AWS service
<api>.<version>.json       Google's discovery document of an API
instance-types.json        EC2 instance type -> its hardware, from moto
instance-type-zones.json   region -> zone -> instance types offered there, from moto
kubernetes-schemas/        JSON schemas of Kubernetes' objects, as kubeconform looks for them
"""

import gzip
import json
import sys
import zipfile
from pathlib import Path

AWS_SERVICES = ["autoscaling", "ec2", "eks", "iam", "kms", "logs", "rds", "s3", "secretsmanager", "sts"]
GOOGLE_APIS = [
    "cloudkms.v1",
    "cloudresourcemanager.v1",
    "cloudresourcemanager.v3",
    "compute.v1",
    "container.v1",
    "iam.v1",
    "secretmanager.v1",
    "serviceusage.v1",
    "sqladmin.v1",
    "storage.v1",
]
# The newest minors that the clouds offer; the last is the one that a cluster gets by default.
KUBERNETES_VERSIONS = ["v1.34.0", "v1.35.0", "v1.36.0"]

wheels, output = Path(sys.argv[1]), Path(sys.argv[2])


def open_wheel(name):
    [path] = wheels.glob(f"{name}-*.whl")
    return zipfile.ZipFile(path)


def read(wheel, path):
    content = wheel.read(path)
    return json.loads(gzip.decompress(content) if path.endswith(".gz") else content)


def write(path, value):
    target = output / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(value, separators=(",", ":"), ensure_ascii=False), encoding="utf-8")


def without(key, value):
    """Prose is most of a model's size. A property may have the same name, and then it is no string."""
    if isinstance(value, list):
        return [without(key, item) for item in value]
    if isinstance(value, dict):
        return {k: without(key, v) for k, v in value.items() if k != key or not isinstance(v, str)}
    return value


def aws_services():
    wheel = open_wheel("botocore")
    for service in AWS_SERVICES:
        newest = max(
            path
            for path in wheel.namelist()
            if path.startswith(f"botocore/data/{service}/") and path.endswith("/service-2.json.gz")
        )
        write(f"{service}.json", without("documentation", read(wheel, newest)))


def google_apis():
    wheel = open_wheel("google_api_python_client")
    for api in GOOGLE_APIS:
        document = read(wheel, f"googleapiclient/discovery_cache/documents/{api}.json")
        write(f"{api}.json", without("description", document))


def instance_types():
    wheel = open_wheel("moto")
    types = read(wheel, "moto/ec2/resources/instance_types.json.gz")
    write("instance-types.json", {name: hardware(info) for name, info in sorted(types.items())})
    folder = "moto/ec2/resources/instance_type_offerings/availability-zone/"
    regions = {}
    for path in sorted(wheel.namelist()):
        if path.startswith(folder):
            zones = regions.setdefault(path[len(folder) :].split(".")[0], {})
            for offering in read(wheel, path):
                zones.setdefault(offering["Location"], []).append(offering["InstanceType"])
    write("instance-type-zones.json", regions)


def hardware(info):
    network = info["NetworkInfo"]
    return {
        "vcpus": info["VCpuInfo"]["DefaultVCpus"],
        "memoryMib": info["MemoryInfo"]["SizeInMiB"],
        "architectures": info["ProcessorInfo"]["SupportedArchitectures"],
        "usageClasses": info["SupportedUsageClasses"],
        "networkInterfaces": network["MaximumNetworkInterfaces"],
        "interfacesOfFirstCard": network["NetworkCards"][0]["MaximumNetworkInterfaces"],
        "ipv4PerInterface": network["Ipv4AddressesPerInterface"],
        "efaInterfaces": network.get("EfaInfo", {}).get("MaximumEfaInterfaces", 0),
        "localStorageGb": info.get("InstanceStorageInfo", {}).get("TotalSizeInGB", 0),
        "gpus": [
            {
                "manufacturer": gpu["Manufacturer"],
                "name": gpu["Name"],
                "count": gpu["Count"],
                "memoryMib": gpu.get("MemoryInfo", {}).get("SizeInMiB"),
            }
            for gpu in info.get("GpuInfo", {}).get("Gpus", [])
        ],
    }


def kubernetes_schemas():
    wheel = open_wheel("kubernetes_validate")
    for version in KUBERNETES_VERSIONS:
        source = f"kubernetes_validate/kubernetes-json-schema/{version}-local-strict/"
        for path in wheel.namelist():
            if path.startswith(source) and path.endswith(".json"):
                # The references point to a server's folder, and the identities would make them resolve there.
                text = wheel.read(path).decode().replace('"/api/_definitions.json#', '"_definitions.json#')
                schema = without("description", json.loads(text))
                for part in [schema, *schema.get("$defs", {}).values()]:
                    part.pop("$id", None)
                    part.pop("$schema", None)
                write(f"kubernetes-schemas/{version}-standalone-strict/{path[len(source):]}", schema)


aws_services()
google_apis()
instance_types()
kubernetes_schemas()
