import { LogGroup } from "@pulumi/aws/cloudwatch/logGroup.js";
import { Instance } from "@pulumi/aws/rds/instance.js";
import { ParameterGroup } from "@pulumi/aws/rds/parameterGroup.js";
import { RandomPassword } from "@pulumi/random/randomPassword.js";
import type { DatabaseArgs, DatabaseServer, StoreOwner } from "@roadstead/cluster";
import { dataOptions, keptOptions } from "./data-options.js";
import { makeDatabaseNetwork, postgresPort } from "./database-network.js";
import { adminDatabase, makeDatabaseSecret } from "./database-secret.js";
import { serverName } from "./store-names.js";
import type { StoreScope } from "./store-scope.js";

/** The major version, which RDS changes only when it is told to; the minor one follows by itself. */
const postgresMajor = 17;

/** 2 vCPU, 4 GiB: the smallest that has memory for the connections and the cache of a busy registry. */
const defaultInstanceClass = "db.t4g.medium";

const defaultSizeGib = 20;
const mostSizeGib = 65_536;
/** The volume grows by itself up to so many times its size: a full one stops the server. */
const growth = 4;

const defaultBackupDays = 7;
const exportedLogs = ["postgresql", "upgrade"];

/** RDS for PostgreSQL: private, encrypted at rest and on its way, with backups and a copy of its password. */
export function makeDatabaseServer(
  scope: StoreScope,
  name: string,
  args: DatabaseArgs,
  owner: StoreOwner,
  instanceClass = defaultInstanceClass,
): DatabaseServer {
  const { key, region, tags } = scope;
  const children = scope.childrenFor(owner.parent);
  const protection = args.deletionProtection ?? scope.layout.deletionProtection;
  const [data, kept] = [dataOptions(protection), keptOptions(protection)];
  const identifier = serverName({ clusterName: scope.clusterName, region, name });
  const sizeGib = args.sizeGib ?? defaultSizeGib;

  const network = makeDatabaseNetwork(scope, children, name, identifier, kept);
  const parameters = children.make(
    "databaseParameterGroup",
    ParameterGroup,
    name,
    {
      region,
      // A group is of one major version for good.
      name: `${identifier}-${postgresMajor}`,
      family: `postgres${postgresMajor}`,
      description: `Settings of ${identifier}`,
      parameters: [{ name: "rds.force_ssl", value: "1" }],
      tags,
    },
    kept,
  );
  // RDS would make log groups that keep everything for ever.
  const logGroups = exportedLogs.map((log) =>
    children.make(
      "logGroup",
      LogGroup,
      `${name}-${log}`,
      {
        region,
        name: `/aws/rds/instance/${identifier}/${log}`,
        retentionInDays: scope.logRetentionDays,
        ...(key === undefined ? {} : { kmsKeyId: key }),
        tags,
      },
      kept,
    ),
  );
  const user = "postgres";
  const password = children.make(
    "databasePassword",
    RandomPassword,
    `${name}-admin`,
    { length: 32, special: false },
    data,
  ).result;
  const server = children.make(
    "database",
    Instance,
    name,
    {
      region,
      identifier,
      engine: "postgres",
      engineVersion: String(postgresMajor),
      autoMinorVersionUpgrade: true,
      allowMajorVersionUpgrade: false,
      // Past standard support a version costs more by the hour.
      engineLifecycleSupport: "open-source-rds-extended-support-disabled",
      instanceClass,
      multiAz: args.highAvailability ?? false,
      storageType: "gp3",
      allocatedStorage: sizeGib,
      ...(growth * sizeGib <= mostSizeGib ? { maxAllocatedStorage: growth * sizeGib } : {}),
      storageEncrypted: true,
      ...(key === undefined ? {} : { kmsKeyId: key }),
      dbSubnetGroupName: network.subnetGroupName,
      vpcSecurityGroupIds: [network.securityGroupId],
      publiclyAccessible: false,
      port: postgresPort,
      parameterGroupName: parameters.name,
      username: user,
      password,
      backupRetentionPeriod: args.backupDays ?? defaultBackupDays,
      copyTagsToSnapshot: true,
      deleteAutomatedBackups: !protection,
      deletionProtection: protection,
      skipFinalSnapshot: !protection,
      finalSnapshotIdentifier: `${identifier}-final`,
      enabledCloudwatchLogsExports: exportedLogs,
      performanceInsightsEnabled: false,
      // What `up` says is done is done, not at the next maintenance.
      applyImmediately: true,
      tags,
    },
    { ...data, dependsOn: logGroups },
  );
  const secret = makeDatabaseSecret(scope, children, name, protection, {
    identifier,
    host: server.address,
    user,
    password,
  });
  return {
    host: server.address,
    port: postgresPort,
    sslMode: "require",
    admin: { user, password, database: adminDatabase },
    egress: [
      {
        to: scope.network.cidrs.map((cidr) => ({ ipBlock: { cidr } })),
        ports: [{ protocol: "TCP", port: postgresPort }],
      },
    ],
    ready: [server, ...secret],
  };
}
