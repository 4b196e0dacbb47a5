import { instanceType } from "../ec2/instance-types.js";
import { keyMustExist } from "../kms.js";
import type { DeletionRule, Rule } from "../resource-type.js";
import { mustExist } from "../rules.js";
import { isTrueAt, numberAt, textAt, textsAt } from "../values.js";

const createLink = "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html";
const storageLink = "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Storage.html";
const minimum = { gp2: 20, gp3: 20, io1: 100, io2: 100, standard: 5 } as const;

/** Of PostgreSQL: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_LogAccess.Procedural.UploadtoCloudWatch.html */
const logTypes = ["postgresql", "upgrade", "iam-db-auth-error"];

const form: Rule = {
  code: "InvalidParameterValue",
  link: createLink,
  refuse: ({ args }) => {
    const [identifier, password] = [textAt(args, "identifier"), textAt(args, "password")];
    if (!/^[a-zA-Z](-?[a-zA-Z0-9])*$/.test(identifier) || identifier.length > 63) {
      return `Invalid database identifier: ${identifier}`;
    }
    if (!/^[^/"@ ]{8,128}$/.test(password)) return "The parameter MasterUserPassword is not a valid password.";
    const reserved = ["rdsadmin", "rdsrepladmin", "rdstopmgr", "admin_postgres"];
    if (reserved.includes(textAt(args, "username"))) return "MasterUsername is a reserved word";
    const days = numberAt(args, "backupRetentionPeriod");
    if (days !== undefined && days > 35) return `Invalid backup retention period: ${days}. Must be between 0 and 35.`;
    const log = textsAt(args, "enabledCloudwatchLogsExports").find((type) => !logTypes.includes(type));
    return log === undefined ? undefined : `You cannot use the log types '${log}' with engine version postgres.`;
  },
};

/** A class of RDS is a machine of EC2 with "db." before it. */
const classExists: Rule = {
  code: "InvalidParameterValue",
  link: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.DBInstanceClass.Types.html",
  refuse: ({ args }) => {
    const name = textAt(args, "instanceClass");
    const isClass = name.startsWith("db.") && instanceType(name.slice(3)) !== undefined;
    return isClass ? undefined : `Invalid DB Instance class: ${name}`;
  },
};

const storage: Rule = {
  code: "InvalidParameterCombination",
  link: storageLink,
  refuse: ({ args, before }) => {
    const type = textAt(args, "storageType") || "gp2";
    const [size, most] = [numberAt(args, "allocatedStorage") ?? 0, numberAt(args, "maxAllocatedStorage")];
    const least = minimum[type as keyof typeof minimum] ?? 20;
    if (size < least || size > 65_536)
      return `Invalid storage size for engine name postgres and storage type ${type}: ${size}`;
    if (most !== undefined && most < size * 1.1) return "Max storage size must be at least 10% more than storage size";
    return size < (numberAt(before?.args, "allocatedStorage") ?? 0)
      ? "Requested storage size must not be less than the current storage size"
      : undefined;
  },
};

const networkFits: Rule = {
  code: "InvalidVPCNetworkStateFault",
  link: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html",
  refuse: ({ world, place, args }) => {
    const group = world.state.find(place, "rds/subnetGroup", textAt(args, "dbSubnetGroupName"));
    const vpcId = textAt(group?.outputs, "vpcId");
    const groups = textsAt(args, "vpcSecurityGroupIds");
    const elsewhere = groups.find(
      (id) => textAt(world.state.find(place, "ec2/securityGroup", id)?.args, "vpcId") !== vpcId,
    );
    return group === undefined || elsewhere === undefined
      ? undefined
      : `The DB instance and EC2 security group ${elsewhere} are in different VPCs`;
  },
};

const parametersFit: Rule = {
  code: "InvalidParameterCombination",
  link: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithParamGroups.html",
  refuse: ({ world, place, args }) => {
    const group = world.state.find(place, "rds/parameterGroup", textAt(args, "parameterGroupName"));
    if (group === undefined) return undefined;
    const family = `postgres${textAt(args, "engineVersion").split(".")[0] ?? ""}`;
    return group.args["family"] === family
      ? undefined
      : `The parameter group ${group.id} with family ${textAt(group.args, "family")} can't be used with ${family}`;
  },
};

export const instanceRules: readonly Rule[] = [
  form,
  classExists,
  storage,
  mustExist("dbSubnetGroupName", "rds/subnetGroup", "DBSubnetGroupNotFoundFault"),
  mustExist("parameterGroupName", "rds/parameterGroup", "DBParameterGroupNotFound"),
  networkFits,
  parametersFit,
  keyMustExist("kmsKeyId", "KMSKeyNotAccessibleFault"),
  {
    code: "DBInstanceAlreadyExists",
    link: createLink,
    when: "create",
    refuse: ({ world, place, args }) =>
      world.state.find(place, "rds/instance", textAt(args, "identifier")) === undefined
        ? undefined
        : "DB instance already exists",
  },
];

export const instanceKeeps: readonly DeletionRule[] = [
  {
    code: "InvalidParameterCombination",
    link: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_DeleteInstance.html",
    refuse: (_world, { args }) =>
      isTrueAt(args, "deletionProtection")
        ? "Cannot delete protected DB Instance, please disable deletion protection and try again."
        : undefined,
  },
  {
    code: "InvalidParameterCombination",
    link: "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DeleteDBInstance.html",
    refuse: (_world, { args }) =>
      isTrueAt(args, "skipFinalSnapshot") || textAt(args, "finalSnapshotIdentifier") !== ""
        ? undefined
        : "FinalSnapshotIdentifier is required when a final snapshot is required",
  },
];
