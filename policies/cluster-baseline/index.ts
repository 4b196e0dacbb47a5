import { readFileSync } from "node:fs";
import { PolicyPack, UnknownValueError } from "@pulumi/policy";
import { estimate } from "@roadstead/cost";
import { enginePolicies, guardrailsFile } from "@roadstead/policy";
import { parse } from "yaml";
import { pack } from "./pack.js";

const policies = enginePolicies(pack, {
  guardrails: guardrailsFile(
    { env: process.env, readText: (path) => readFileSync(path, "utf8"), yaml: (text) => parse(text) },
    pack.rules,
  ),
  asOf: new Date().toISOString().slice(0, 10),
  cost: (graph, asOf) => estimate(graph, { asOf }),
  isUnknownError: (error) => error instanceof UnknownValueError,
});

new PolicyPack(pack.name, { policies: [...policies] });
