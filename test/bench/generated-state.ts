import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { signatureKey, signatures } from "../../packages/plan/src/wire/wire-value.js";

const cache = fileURLToPath(new URL("../.cache/bench", import.meta.url));

type Inputs = Readonly<Record<string, unknown>>;

const tags = { owner: "ml", costCenter: "42", environment: "dev" };
const network = "urn:pulumi:dev::shop::aws:ec2/vpc:Vpc::network";
const secret = (text: string): Inputs => ({ [signatureKey]: signatures.secret, plaintext: JSON.stringify(text) });

const podSpec = (name: string): Inputs => ({
  serviceAccountName: name,
  automountServiceAccountToken: false,
  containers: [
    {
      name: "server",
      image: `registry.example.com/${name}:1.2.3`,
      resources: { requests: { cpu: "500m", memory: "1Gi" }, limits: { cpu: "1", memory: "1Gi" } },
      env: [{ name: "PASSWORD", valueFrom: { secretKeyRef: { name, key: "password" } } }],
    },
  ],
});

/** What programs are made of, with some that rules refuse: by the number of the resource. */
const kinds: readonly (readonly [type: string, inputs: (name: string, i: number) => Inputs])[] = [
  ["aws:ec2/subnet:Subnet", (_, i) => ({ vpcId: "vpc-1", cidrBlock: `10.${i % 250}.0.0/24`, tags })],
  [
    "aws:ec2/securityGroup:SecurityGroup",
    (name, i) => ({
      description: name,
      ingress: [
        { fromPort: 443, toPort: 443, protocol: "tcp", cidrBlocks: [i % 3 === 0 ? "0.0.0.0/0" : "10.0.0.0/8"] },
      ],
      tags,
    }),
  ],
  [
    "aws:ebs/volume:Volume",
    (_, i) => ({ size: 100 + (i % 50), type: i % 2 === 0 ? "gp3" : "gp2", encrypted: true, tags }),
  ],
  ["aws:s3/bucket:Bucket", (name) => ({ bucket: name, forceDestroy: false, tags })],
  ["aws:cloudwatch/logGroup:LogGroup", (name, i) => ({ name, retentionInDays: i % 4 === 0 ? 0 : 30, tags })],
  [
    "aws:ec2/instance:Instance",
    (_, i) => ({ ami: "ami-1", instanceType: i % 5 === 0 ? "g5.xlarge" : "m6i.large", tags }),
  ],
  [
    "aws:iam/role:Role",
    (name) => ({
      name,
      assumeRolePolicy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "ec2.amazonaws.com" } }],
      }),
    }),
  ],
  [
    "kubernetes:core/v1:ConfigMap",
    (name) => ({ metadata: { name, namespace: "shop" }, data: { level: "info", name } }),
  ],
  [
    "kubernetes:core/v1:Secret",
    (name) => ({ metadata: { name, namespace: "shop" }, stringData: { password: secret(`password of ${name}`) } }),
  ],
  [
    "kubernetes:apps/v1:Deployment",
    (name) => ({
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata: { name, namespace: "shop", labels: { app: name } },
      spec: {
        replicas: 2,
        selector: { matchLabels: { app: name } },
        template: { metadata: { labels: { app: name } }, spec: podSpec(name) },
      },
    }),
  ],
];

/** Writes a state of that many resources as `pulumi stack export` does, and gives back its path. */
export function generatedState(count: number): string {
  const first = {
    urn: network,
    custom: true,
    id: "vpc-1",
    type: "aws:ec2/vpc:Vpc",
    inputs: { cidrBlock: "10.0.0.0/8" },
  };
  const resources = Array.from({ length: count - 1 }, (_, i) => {
    const [type, inputsOf] = kinds[i % kinds.length] ?? (kinds[0] as (typeof kinds)[number]);
    const name = `part-${i}`;
    const inputs = inputsOf(name, i);
    return {
      urn: `urn:pulumi:dev::shop::${type}::${name}`,
      custom: true,
      id: `${name}-0123456789abcdef0`,
      type,
      inputs,
      outputs: { ...inputs, id: `${name}-0123456789abcdef0`, arn: `arn:aws:any:us-east-1:123456789012:${name}` },
      dependencies: [network],
      propertyDependencies: type.startsWith("aws:ec2/subnet") ? { vpcId: [network] } : {},
      created: "2026-11-01T10:00:00.123456789Z",
      modified: "2026-11-20T10:00:00.123456789Z",
    };
  });
  mkdirSync(cache, { recursive: true });
  const file = join(cache, `state-${count}.json`);
  const manifest = { time: "2026-11-20T10:00:00Z", magic: "", version: "v3.248.0" };
  writeFileSync(file, JSON.stringify({ version: 3, deployment: { manifest, resources: [first, ...resources] } }));
  return file;
}
