import { accessCase, configCase } from "./gke-pair.js";
import type { RuleCase } from "./rule-case.js";

export const cases: readonly RuleCase[] = [
  accessCase({
    rule: "gke/endpoint",
    name: "an endpoint that is no way in",
    broken: { endpoint: "public" },
    valid: { endpoint: { public: ["203.0.113.0/24"] } },
    message:
      'gke.access.endpoint: must say how the API server is reached, got "public"; allowed: "dns", "private", { public: ["203.0.113.0/24"] } [gke/endpoint]',
  }),
  accessCase({
    rule: "gke/endpoint",
    name: "a public endpoint that nobody reaches",
    broken: { endpoint: { public: [] } },
    valid: { endpoint: "private" },
    message:
      'gke.access.endpoint: must say how the API server is reached, got {"public":[]}; allowed: "dns", "private", { public: ["203.0.113.0/24"] } [gke/endpoint]',
  }),
  accessCase({
    rule: "gke/endpoint-anywhere",
    name: "an endpoint that is open to everyone",
    broken: { endpoint: { public: ["0.0.0.0/0"] } },
    valid: { endpoint: { public: ["0.0.0.0/0"], anywhere: true } },
    message:
      'gke.access.endpoint.public[0]: opens the API server to everyone, got "0.0.0.0/0"; name your own ranges, use "dns", or say anywhere: true where it is meant [gke/endpoint-anywhere]',
  }),
  accessCase({
    rule: "gke/endpoint-anywhere",
    name: "one half of everything",
    broken: { endpoint: { public: ["128.0.0.0/1"] } },
    valid: { endpoint: { public: ["128.0.0.0/8"] } },
    message:
      'gke.access.endpoint.public[0]: opens the API server to a part of the whole internet, got "128.0.0.0/1"; name your own ranges, use "dns", or say anywhere: true where it is meant [gke/endpoint-anywhere]',
  }),
  accessCase({
    rule: "gke/private-networks",
    name: "private networks for a DNS endpoint",
    broken: { endpoint: "dns", privateNetworks: ["10.8.0.0/16"] },
    valid: { endpoint: "private", privateNetworks: ["10.8.0.0/16"] },
    message:
      'gke.access.privateNetworks: counts for a private endpoint only; leave it out, or write endpoint: "private" [gke/private-networks]',
  }),
  accessCase({
    rule: "gke/member",
    name: "an address alone",
    broken: { admins: ["ada@example.com"] },
    valid: { admins: ["user:ada@example.com"] },
    message:
      'gke.access.admins[0]: must be user:, group: or serviceAccount: and an address, got "ada@example.com"; did you mean "user:ada@example.com"? [gke/member]',
  }),
  accessCase({
    rule: "gke/member",
    name: "everyone as admin",
    broken: { admins: ["group:platform@example.com", "allUsers"] },
    valid: { admins: ["group:platform@example.com", "group:research@example.com"] },
    message:
      'gke.access.admins[1]: must be user:, group: or serviceAccount: and an address, got "allUsers" [gke/member]',
  }),
  accessCase({
    rule: "gke/deployer",
    name: "a group, which cannot sign in",
    broken: { deployer: "group:ci@example.com" },
    valid: { deployer: "user:ci@example.com" },
    message:
      'gke.access.deployer: must be the one account that runs `pulumi up`: user: or serviceAccount: and its address, got "group:ci@example.com" [gke/deployer]',
  }),
  accessCase({
    rule: "gke/deployer",
    name: "a service account's address alone",
    broken: { deployer: "ci@my-ml-project.iam.gserviceaccount.com" },
    valid: { deployer: "serviceAccount:ci@my-ml-project.iam.gserviceaccount.com" },
    message:
      'gke.access.deployer: must be the one account that runs `pulumi up`: user: or serviceAccount: and its address, got "ci@my-ml-project.iam.gserviceaccount.com"; did you mean "serviceAccount:ci@my-ml-project.iam.gserviceaccount.com"? [gke/deployer]',
  }),
  accessCase({
    rule: "gke/security-group",
    name: "a group of another name",
    broken: { securityGroup: "platform@example.com" },
    valid: { securityGroup: "gke-security-groups@example.com" },
    message:
      'gke.access.securityGroup: must be gke-security-groups@ and your domain; GKE takes no other name, got "platform@example.com" [gke/security-group]',
  }),
  configCase({
    rule: "gke/auth-identity",
    name: "two ways to sign in",
    broken: { auth: { applicationDefaultCredentials: true, configuration: "work" } },
    valid: { auth: { configuration: "work" } },
    message:
      "gke.auth.applicationDefaultCredentials: makes the plugin pass over gcloud, so a configuration and an account to act as would not count; leave it out, or set up the impersonation in the Application Default Credentials [gke/auth-identity]",
  }),
  configCase({
    rule: "gke/service-account",
    name: "nodes that run as a member",
    broken: { iam: { nodeServiceAccount: "serviceAccount:nodes@my-ml-project.iam.gserviceaccount.com" } },
    valid: { iam: { nodeServiceAccount: "nodes@my-ml-project.iam.gserviceaccount.com" } },
    message:
      'gke.iam.nodeServiceAccount: must be the address of a service account, got "serviceAccount:nodes@my-ml-project.iam.gserviceaccount.com"; it ends in .gserviceaccount.com and has no serviceAccount: in front [gke/service-account]',
  }),
  configCase({
    rule: "gke/service-account",
    name: "a person to act as",
    broken: { auth: { impersonateServiceAccount: "ada@example.com" } },
    valid: { auth: { impersonateServiceAccount: "deploy@my-ml-project.iam.gserviceaccount.com" } },
    message:
      'gke.auth.impersonateServiceAccount: must be the address of a service account, got "ada@example.com"; it ends in .gserviceaccount.com and has no serviceAccount: in front [gke/service-account]',
  }),
];
