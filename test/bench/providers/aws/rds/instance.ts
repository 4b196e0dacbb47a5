import { hexText } from "../ids.js";
import { ensureServerLogs } from "./server-logs.js";
import { arn } from "../place.js";
import type { ResourceType } from "../resource-type.js";
import { textAt } from "../values.js";
import { instanceKeeps, instanceRules } from "./instance-rules.js";

export const rdsInstance: ResourceType = {
  token: "aws:rds/instance:Instance",
  kind: "rds/instance",
  api: {
    service: "rds",
    shapes: ["CreateDBInstanceMessage", "DeleteDBInstanceMessage"],
    names: {
      identifier: "DBInstanceIdentifier",
      instanceClass: "DBInstanceClass",
      username: "MasterUsername",
      password: "MasterUserPassword",
      parameterGroupName: "DBParameterGroupName",
      performanceInsightsEnabled: "EnablePerformanceInsights",
      iamDatabaseAuthenticationEnabled: "EnableIAMDatabaseAuthentication",
      enabledCloudwatchLogsExports: "EnableCloudwatchLogsExports",
      finalSnapshotIdentifier: "FinalDBSnapshotIdentifier",
      // Of the call that changes a server, or of none.
      allowMajorVersionUpgrade: null,
      applyImmediately: null,
    },
  },
  // https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/rds/instance.go
  replaces: [
    ...["availabilityZone", "characterSetName", "customIamInstanceProfile", "dbName", "engine", "identifierPrefix"],
    ...["kmsKeyId", "ncharCharacterSetName", "snapshotIdentifier", "storageEncrypted", "timezone", "username"],
  ],
  unordered: ["vpcSecurityGroupIds", "enabledCloudwatchLogsExports"],
  kept: ["engineVersion", "port", "kmsKeyId", "parameterGroupName", "dbSubnetGroupName", "caCertIdentifier"],
  computed: [
    ...["address", "arn", "endpoint", "engineVersionActual", "hostedZoneId", "resourceId", "status"],
    ...["caCertIdentifier", "backupWindow", "maintenanceWindow", "availabilityZone"],
  ],
  nameArgument: "identifier",
  rules: instanceRules,
  keeps: instanceKeeps,
  create({ world, place, args }) {
    const identifier = textAt(args, "identifier");
    const suffix = place.partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
    const address = `${identifier}.${hexText(12).toLowerCase()}.${place.region}.rds.${suffix}`;
    ensureServerLogs(world.state, place, args);
    return {
      // The provider's id is what a rename leaves alone.
      id: identifier,
      outputs: {
        arn: arn(place, "rds", `db:${identifier}`),
        address,
        endpoint: `${address}:5432`,
        engineVersionActual: `${textAt(args, "engineVersion").split(".")[0] ?? ""}.6`,
        hostedZoneId: "Z2R2ITUGPM61AM",
        resourceId: `db-${hexText(26)}`,
        status: "available",
        caCertIdentifier: "rds-ca-rsa2048-g1",
        backupWindow: "07:00-07:30",
        maintenanceWindow: "sun:08:00-sun:08:30",
        availabilityZone: `${place.region}a`,
      },
    };
  },
  update({ world, place, args }) {
    ensureServerLogs(world.state, place, args);
    return {};
  },
};
