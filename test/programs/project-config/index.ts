import * as pulumi from "@pulumi/pulumi";

const config = new pulumi.Config();
export const fromProject = config.require("fromProject");
export const fromStack = config.require("fromStack");
export const fromCaller = config.require("fromCaller");
export const list = config.requireObject<string[]>("list");
export const region = new pulumi.Config("aws").require("region");
export const names = [pulumi.getOrganization(), pulumi.getProject(), pulumi.getStack()];
