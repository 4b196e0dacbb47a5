import * as pulumi from "@pulumi/pulumi";

export const replicas = new pulumi.Config().requireNumber("replicas");
