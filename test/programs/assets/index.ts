import * as pulumi from "@pulumi/pulumi";
import * as aws from "@pulumi/aws";

const bucket = new aws.s3.Bucket("bucket", {});
const put = (name: string, source: pulumi.asset.Asset | pulumi.asset.Archive) =>
  new aws.s3.BucketObject(name, { bucket: bucket.id, source });
put("file", new pulumi.asset.FileAsset("Pulumi.yaml"));
put("text", new pulumi.asset.StringAsset("hello"));
put("remote", new pulumi.asset.RemoteAsset("https://example.com/x"));
put("missing", new pulumi.asset.FileAsset("no-such-file"));
put(
  "archive",
  new pulumi.asset.AssetArchive({
    "a.txt": new pulumi.asset.StringAsset("a"),
    lib: new pulumi.asset.FileArchive("no-such-folder"),
  }),
);
