import type { Input } from "@pulumi/pulumi";
import type { ExistingDatabase, ExistingObjectStore, InClusterStore } from "@roadstead/cluster";
import type { EksAddon, ImageOptions } from "@roadstead/core";
import type { EksTransforms } from "./transform.js";

/**
 * Everything that is EKS's own. Either a cluster that is made, with its network and access, or pools for one that
 * exists (`existing`).
 */
export type EksConfig<P extends string = never> = ExistingClusterConfig<P> | NewClusterConfig<P>;

export interface NewClusterConfig<P extends string = never> extends CommonConfig<P> {
  readonly existing?: undefined;
  /** A network to make, or one that is there. */
  readonly network: CreatedNetwork | UserNetwork;
  readonly access: ClusterAccess;
  /** At most 100 letters, digits, dashes and underscores. @default `<component>-<stack>` */
  readonly clusterName?: string;
  /** Where the system pool runs and on what. */
  readonly system?: PoolOverride;
  /** Days that control-plane and flow logs are kept. @default 365 */
  readonly logRetentionDays?: number;
  /**
   * Versions of EKS add-ons. @default EKS's own default for the Kubernetes version, taken once, when the add-on is
   * made
   */
  readonly addOnVersions?: Readonly<Partial<Record<EksAddon, string>>>;
}

/**
 * Pools are added to the cluster. Its add-ons, logs, access and storage stay as they are. Of several programs that
 * add pools to it one can make the autoscaler, which scales that program's pools alone.
 */
export interface ExistingClusterConfig<P extends string = never> extends CommonConfig<P> {
  readonly existing: ExistingCluster;
  readonly network: UserNetwork;
  readonly access: Pick<ClusterAccess, "deployer">;
  /** Who scales the pools; must be said, because many clusters have an autoscaler already. */
  readonly autoscaler: Autoscaler;
}

interface CommonConfig<P extends string> {
  /** Region such as "us-east-1"; set on every resource, so that one program can use several. */
  readonly region: string;
  /** What only EKS has, by pool of the spec. */
  readonly pools?: { readonly [K in P]?: PoolOverride };
  /** @default "cluster-autoscaler" */
  readonly autoscaler?: Autoscaler;
  /** How `aws eks get-token` gets its credentials. */
  readonly auth?: KubeconfigAuth;
  readonly images?: ImageOptions;
  /** Tags beside the spec's, on everything that takes tags. Nodes too: a change replaces them, one after another. */
  readonly tags?: Readonly<Record<string, string>>;
  readonly iam?: IamOptions;
  readonly encryption?: EncryptionOptions;
  /** Where buckets and databases of workloads are. @default in S3 and RDS */
  readonly stores?: EksStores;
  /** Changes to the arguments of children, by kind, made before the child is. The plan lists those in use. */
  readonly transform?: EksTransforms;
}

/** "user": something else scales the node groups; they carry the tags that Cluster Autoscaler reads. */
export type Autoscaler = "cluster-autoscaler" | "user";

export interface CreatedNetwork {
  readonly create: {
    /** Private IPv4 block, /16 to /20. Every pod takes an address of it. @default "10.0.0.0/16" */
    readonly cidr?: string;
    /**
     * At least two zones of the region, such as "us-east-1a". The control plane stays in the first two for good.
     * A zone's addresses follow from its letter, so zones can be added at the end later.
     */
    readonly zones: readonly string[];
    /** "one" NAT gateway in the first zone is cheaper, and all nodes lose the internet with that zone. @default "one" */
    readonly nat?: "one" | "per-zone";
    /** Which traffic the VPC logs. @default "rejected" */
    readonly flowLogs?: "all" | "rejected" | "none";
  };
}

export interface UserNetwork {
  readonly create?: undefined;
  /** The control plane stays in the first two zones of the private ones for good; add others behind them. */
  readonly subnets: readonly UserSubnet[];
  /**
   * How nodes reach registries and AWS: through NAT; through a proxy or firewall that needs no settings on the
   * nodes; or not at all ("none"), with an image mirror and VPC endpoints.
   */
  readonly egress: "nat" | "proxy" | "none";
}

export interface UserSubnet {
  /** A node group follows its subnets. Change the subnet of an Output together with its `zone`. */
  readonly id: Input<string>;
  readonly zone: string;
  /** Nodes run in private subnets only. @default true */
  readonly private?: boolean;
}

export interface ClusterAccess {
  /**
   * Who reaches the Kubernetes API over the internet, in CIDRs, or nobody ("private": `pulumi up` then runs inside
   * the VPC or a network that is joined to it). `anywhere: true` allows 0.0.0.0/0.
   */
  readonly endpoint: "private" | { readonly public: readonly string[]; readonly anywhere?: boolean };
  /** ARNs of roles with full access to the cluster, beside the deployer. */
  readonly admins: readonly Input<string>[];
  /** ARN of the role with which `pulumi up` reaches the cluster. It gets full access before anything else. */
  readonly deployer: Input<string>;
}

export interface KubeconfigAuth {
  /**
   * Role that `aws eks get-token` assumes. When `pulumi up` runs as that role, its trust policy must let it assume
   * itself. @default `access.deployer`, unless `profile` is given
   */
  readonly roleArn?: Input<string>;
  /** Profile of the AWS configuration. @default the ambient credentials */
  readonly profile?: string;
  /** The AWS CLI, by name or path. @default "aws" */
  readonly command?: string;
}

export interface ExistingCluster {
  readonly name: Input<string>;
  readonly endpoint: Input<string>;
  /** Certificate authority, base64, as `cluster.certificateAuthority.data`. */
  readonly ca: Input<string>;
  /** OIDC issuer URL; it changes when the cluster is made anew. */
  readonly oidcIssuer: Input<string>;
  /** Minor version, for the autoscaler's image; needed with `autoscaler: "cluster-autoscaler"`. */
  readonly kubernetesVersion?: string;
  /** Who runs the device plugin and DCGM on the new pools. "user": something on the cluster does already. */
  readonly gpuStack: { readonly devicePlugin: "roadstead" | "user"; readonly metrics: "roadstead" | "user" };
  /**
   * Where the cluster's vpc-cni add-on has its permissions: on the role of each node, which the new nodes then get
   * too, or on a role of its own.
   */
  readonly vpcCniRole: "node" | "own";
  /** The add-on eks-pod-identity-agent runs; needed with `autoscaler: "cluster-autoscaler"`. */
  readonly podIdentityAgent: boolean;
  /** StorageClass for volumes of workloads. */
  readonly storageClass: string;
  /** VPC of the cluster; needed where a workload asks for a database of RDS. */
  readonly vpcId?: Input<string>;
  /**
   * Security group of the nodes, such as `cluster.vpcConfig.clusterSecurityGroupId`, which alone reaches the databases;
   * needed where a workload asks for a database of RDS.
   */
  readonly nodeSecurityGroupId?: Input<string>;
}

/** Where stores are that are not S3 and RDS, and what is said of RDS. */
export interface EksStores {
  readonly objectStore?: InClusterStore | ExistingObjectStore;
  readonly database?: InClusterStore | ExistingDatabase | RdsDatabase;
}

export interface RdsDatabase {
  readonly rds: {
    /** @default "db.t4g.medium" (2 vCPU, 4 GiB): enough for a registry and a small online store */
    readonly instanceClass?: string;
  };
}

/** What only EKS has of a pool. */
export interface PoolOverride {
  /** EC2 instance type instead of the cheapest that fits. */
  readonly machineType?: string;
  /** Zones of the nodes. @default all zones of the network */
  readonly zones?: readonly string[];
  /** What a replacement of a node group does first. @default "create-first" */
  readonly replace?: "create-first" | "delete-first";
  /** Release of the node image, such as "1.36.1-20260714". @default the newest when the group is made */
  readonly releaseVersion?: string;
  /**
   * Most nodes that each node group of the pool can ever have at AWS. With it `size.max` is changed in the
   * autoscaler alone and the node group is never touched. @default `size.max`
   */
  readonly ceiling?: number;
}

export interface IamOptions {
  /** ARN of the permissions boundary of every role. */
  readonly permissionsBoundary?: Input<string>;
  /** Path of every role, from slash to slash. @default "/" */
  readonly path?: string;
  /**
   * ARNs of roles that exist and are not made. Each must have what the made one would have:
   * `cluster`: AmazonEKSClusterPolicy, trusting eks; `node`: AmazonEKSWorkerNodePolicy and
   * AmazonEC2ContainerRegistryPullOnly, and AmazonEKS_CNI_Policy where `existing.vpcCniRole` is "node", trusting
   * ec2; `vpc-cni`: AmazonEKS_CNI_Policy, `ebs-csi`:
   * AmazonEBSCSIDriverPolicy, `autoscaler`: the policy of `cluster-autoscaler-policy.ts`, all three trusting
   * pods.eks with sts:AssumeRole and sts:TagSession; `flow-logs`: write to the log group, trusting vpc-flow-logs.
   */
  readonly roles?: Readonly<Partial<Record<RolePurpose, Input<string>>>>;
  /**
   * ARNs of roles that exist and are not made, by `<namespace>/<service account>` of the workload: each may do what
   * the policy of `stores/store-access-policy.ts` lets it do in its buckets, trusting pods.eks as above.
   */
  readonly workloadRoles?: Readonly<Record<string, Input<string>>>;
}

/** What each role is for; part of its name. */
export type RolePurpose = "cluster" | "node" | "vpc-cni" | "ebs-csi" | "autoscaler" | "flow-logs";

export interface EncryptionOptions {
  /**
   * ARN of the KMS key of the cluster's secrets and logs, and of buckets and databases. Its policy must let IAM
   * policies of the account and CloudWatch Logs use it.
   * @default a key that is made, with rotation; for stores of a cluster that exists AWS' own
   */
  readonly kmsKey?: Input<string>;
  /**
   * ARN of the KMS key of node disks and volumes. Its policy must let the service-linked role of EC2 Auto Scaling
   * use it and make grants. @default the account's own key for EBS
   */
  readonly volumeKmsKey?: Input<string>;
}
