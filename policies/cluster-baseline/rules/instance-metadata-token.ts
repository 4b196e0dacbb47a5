import { expectOneOf, resourceRule } from "@roadstead/policy";
import { metadataAnswer } from "../metadata-options.js";

export const instanceMetadataToken = resourceRule({
  name: "instance-metadata-token",
  title: "The metadata service of a machine answers only to requests with a token",
  severity: "high",
  level: "mandatory",
  config: {},
  types: ["aws:ec2/launchTemplate:LaunchTemplate", "aws:ec2/instance:Instance"],
  reads: ["aws:ec2/launchTemplate:LaunchTemplate, aws:ec2/instance:Instance: metadataOptions.httpTokens, httpEndpoint"],
  why: "Without a token, a web page that a pod can be made to fetch is enough to read the machine's credentials.",
  fix: 'Set metadataOptions.httpTokens to "required".',
  references: [{ framework: "Checkov", control: "CKV_AWS_79" }],
  check: (view) =>
    metadataAnswer(view, () =>
      expectOneOf(view.settled.text("metadataOptions", "httpTokens"), ["required"], {
        otherwise: "the metadata service answers without a token",
        // The image's own setting and the account's decide.
        absent: "fail",
      }),
    ),
});
