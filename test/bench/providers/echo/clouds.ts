import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";
import type { Properties, TestProvider } from "../test-provider.js";
import { echoProvider } from "./index.js";
import type { EchoOptions } from "./index.js";

const ca = Buffer.from("a certificate").toString("base64");

/** What AWS computes and programs read, made up; what a name forbids to change in place. */
const awsOutputs = (type: string, inputs: Properties): Properties => {
  const made = { arn: arnOf(type, inputs) };
  switch (type) {
    case "aws:eks/cluster:Cluster":
      return {
        ...made,
        endpoint: "https://api.example.com",
        certificateAuthority: { data: ca },
        identities: [{ oidcs: [{ issuer: "https://oidc.example.com/id/1" }] }],
      };
    case "aws:eks/nodeGroup:NodeGroup":
      return { ...made, resources: [{ autoscalingGroups: [{ name: `asg-${String(inputs["nodeGroupName"])}` }] }] };
    case "aws:ec2/launchTemplate:LaunchTemplate":
      return { ...made, latestVersion: 1 };
    default:
      return made;
  }
};

const arnOf = (type: string, inputs: Properties): string => {
  const hash = createHash("sha256").update(JSON.stringify(inputs)).digest("hex").slice(0, 8);
  return `arn:aws:bench:us-east-1:111122223333:${type.split(":").at(-1) ?? ""}/${hash}`;
};

/** Stands in for AWS where a test is of the engine and not of AWS; add what the test itself is about. */
export const echoAws = (options: EchoOptions = {}): TestProvider =>
  echoProvider({
    outputs: awsOutputs,
    ...options,
    replaceOn: { "aws:eks/nodeGroup:NodeGroup": ["nodeGroupName", "instanceTypes"], ...options.replaceOn },
  });

const gcpOutputs = (type: string, inputs: Properties): Properties => ({
  name: inputs["name"] ?? `made-${createHash("sha256").update(type).digest("hex").slice(0, 8)}`,
  ...gcpOutputsOf(type, inputs),
});

const gcpOutputsOf = (type: string, inputs: Properties): Properties => {
  switch (type) {
    case "gcp:container/cluster:Cluster":
      return {
        endpoint: "192.0.2.1",
        masterAuth: { clusterCaCertificate: ca },
        controlPlaneEndpointsConfig: {
          dnsEndpointConfig: {
            ...((inputs["controlPlaneEndpointsConfig"] as Properties | undefined)?.["dnsEndpointConfig"] as object),
            endpoint: "gke.example.com",
          },
        },
      };
    case "gcp:serviceaccount/account:Account":
      return {
        email: `${String(inputs["accountId"])}@my-ml-project.iam.gserviceaccount.com`,
        name: `projects/my-ml-project/serviceAccounts/${String(inputs["accountId"])}`,
      };
    case "gcp:projects/serviceIdentity:ServiceIdentity":
      return { member: "serviceAccount:service-1@container-engine-robot.iam.gserviceaccount.com" };
    default:
      return {};
  }
};

/** Stands in for Google Cloud in the same way. */
export const echoGcp = (options: EchoOptions = {}): TestProvider =>
  echoProvider({
    outputs: gcpOutputs,
    ...options,
    replaceOn: { "gcp:container/nodePool:NodePool": ["name"], ...options.replaceOn },
  });
