import * as pulumi from "@pulumi/pulumi";

export const size = new pulumi.Config().requireNumber("size");
