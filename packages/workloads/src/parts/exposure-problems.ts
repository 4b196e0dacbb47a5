import { type Problem, suggestion } from "@roadstead/core";
import type { Exposure } from "./exposure.js";

/** Area of the rules of a component, and what its server can ask of callers. */
export interface ExposureRules {
  /** `models` for `models/expose-host` and so on. */
  readonly area: string;
  readonly auth: readonly string[];
}

const hostForm = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/;
const cidrForm = /^[0-9a-f.:]+\/\d{1,3}$/;

/** Problems of an `expose`, before anything is made. It may come from a program without types. */
export function exposureProblems(
  expose: Exposure<string> | undefined,
  { area, auth }: ExposureRules,
): readonly Problem[] {
  if (expose === undefined) return [];
  return [
    ...hostProblems(expose.host, `${area}/expose-host`),
    ...authProblems(expose.auth, auth, `${area}/expose-auth`),
    ...tlsProblems(expose, `${area}/expose-tls`),
    ...sourceProblems(expose, `${area}/expose-from`),
  ];
}

function hostProblems(host: string, rule: string): readonly Problem[] {
  if (typeof host === "string" && hostForm.test(host)) return [];
  return [
    {
      rule,
      path: "expose.host",
      message: "is no DNS name in lower case",
      got: JSON.stringify(host),
      hint: 'leave out scheme, port and path: "models.example.com"',
    },
  ];
}

function authProblems(value: string, allowed: readonly string[], rule: string): readonly Problem[] {
  if (allowed.includes(value)) return [];
  return [
    {
      rule,
      path: "expose.auth",
      message: "is no login that the server can ask for, and a server without one is not exposed",
      got: JSON.stringify(value),
      allowed,
      ...suggestion(String(value), allowed),
    },
  ];
}

function tlsProblems({ tls, via }: Exposure<string>, rule: string): readonly Problem[] {
  if (tls?.certificate === undefined) {
    const hint = 'say where it is: tls: { certificate: "upstream" } or { certificate: { secretName: "…" } }';
    return [{ rule, path: "expose.tls.certificate", message: "is missing: nothing is exposed without TLS", hint }];
  }
  if (tls.certificate === "upstream" || via === undefined || "ingress" in via) return [];
  return [
    {
      rule,
      path: "expose.tls.certificate",
      message: "cannot be used: the certificate is that of the Gateway's listener, or of what the user has in front",
      hint: 'write "upstream"',
    },
  ];
}

function sourceProblems({ via }: Exposure<string>, rule: string): readonly Problem[] {
  const path = "expose.via.from";
  const from = via?.from;
  if (from !== undefined && "namespace" in from) return [];
  if (from === undefined || from.cidrs.length === 0) {
    const hint = 'name the namespace of the pods that forward it, { namespace: "…" }, or addresses, { cidrs: […] }';
    return [{ rule, path, message: "is missing: the network policy lets in only whom it names", hint }];
  }
  return from.cidrs.flatMap((cidr, index): readonly Problem[] => {
    if (!cidrForm.test(cidr)) {
      return [
        { rule, path: `${path}.cidrs[${index}]`, message: "is no range of addresses", got: JSON.stringify(cidr) },
      ];
    }
    if (!cidr.endsWith("/0")) return [];
    return [
      {
        rule,
        path: `${path}.cidrs[${index}]`,
        message: "is everywhere: then the load balancer in front guards nothing",
        got: JSON.stringify(cidr),
        hint: "name the addresses that the load balancer forwards from",
      },
    ];
  });
}
