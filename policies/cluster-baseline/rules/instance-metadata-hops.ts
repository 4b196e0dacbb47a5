import { count, expectAtMost, resourceRule } from "@roadstead/policy";
import { metadataAnswer } from "../metadata-options.js";

export const instanceMetadataHops = resourceRule({
  name: "instance-metadata-hops",
  title: "Pods do not reach the metadata service of their machine",
  severity: "high",
  level: "mandatory",
  config: { maxHops: count(1, "hops", "Most hops that an answer of the metadata service may take") },
  types: ["aws:ec2/launchTemplate:LaunchTemplate", "aws:ec2/instance:Instance"],
  reads: ["aws:ec2/launchTemplate:LaunchTemplate, aws:ec2/instance:Instance: metadataOptions.httpPutResponseHopLimit"],
  why: "A pod is one hop further than the machine: with 2 hops every pod can take the node's own rights.",
  fix: "Set metadataOptions.httpPutResponseHopLimit to 1, and give pods rights by Pod Identity.",
  references: [{ framework: "Checkov", control: "CKV_AWS_341" }],
  check: (view, { config }) =>
    metadataAnswer(view, () =>
      expectAtMost(view.settled.number("metadataOptions", "httpPutResponseHopLimit"), config.maxHops, "hops", {
        otherwise: "pods reach the metadata service",
        // Images such as Amazon Linux 2023 set 2, and a machine without a setting takes the image's.
        absent: "unknown",
      }),
    ),
});
