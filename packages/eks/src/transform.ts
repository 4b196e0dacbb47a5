import type { TagArgs } from "@pulumi/aws/autoscaling/tag.js";
import type { LogGroupArgs } from "@pulumi/aws/cloudwatch/logGroup.js";
import type { DefaultSecurityGroupArgs } from "@pulumi/aws/ec2/defaultSecurityGroup.js";
import type { EipArgs } from "@pulumi/aws/ec2/eip.js";
import type { FlowLogArgs } from "@pulumi/aws/ec2/flowLog.js";
import type { InternetGatewayArgs } from "@pulumi/aws/ec2/internetGateway.js";
import type { LaunchTemplateArgs } from "@pulumi/aws/ec2/launchTemplate.js";
import type { NatGatewayArgs } from "@pulumi/aws/ec2/natGateway.js";
import type { RouteArgs } from "@pulumi/aws/ec2/route.js";
import type { RouteTableArgs } from "@pulumi/aws/ec2/routeTable.js";
import type { RouteTableAssociationArgs } from "@pulumi/aws/ec2/routeTableAssociation.js";
import type { SecurityGroupArgs } from "@pulumi/aws/ec2/securityGroup.js";
import type { SubnetArgs } from "@pulumi/aws/ec2/subnet.js";
import type { VpcArgs } from "@pulumi/aws/ec2/vpc.js";
import type { VpcEndpointArgs } from "@pulumi/aws/ec2/vpcEndpoint.js";
import type { AccessEntryArgs } from "@pulumi/aws/eks/accessEntry.js";
import type { AccessPolicyAssociationArgs } from "@pulumi/aws/eks/accessPolicyAssociation.js";
import type { AddonArgs } from "@pulumi/aws/eks/addon.js";
import type { ClusterArgs } from "@pulumi/aws/eks/cluster.js";
import type { NodeGroupArgs } from "@pulumi/aws/eks/nodeGroup.js";
import type { PodIdentityAssociationArgs } from "@pulumi/aws/eks/podIdentityAssociation.js";
import type { RoleArgs } from "@pulumi/aws/iam/role.js";
import type { RolePolicyArgs } from "@pulumi/aws/iam/rolePolicy.js";
import type { RolePolicyAttachmentArgs } from "@pulumi/aws/iam/rolePolicyAttachment.js";
import type { AliasArgs } from "@pulumi/aws/kms/alias.js";
import type { KeyArgs } from "@pulumi/aws/kms/key.js";
import type { InstanceArgs } from "@pulumi/aws/rds/instance.js";
import type { ParameterGroupArgs } from "@pulumi/aws/rds/parameterGroup.js";
import type { SubnetGroupArgs } from "@pulumi/aws/rds/subnetGroup.js";
import type { BucketArgs } from "@pulumi/aws/s3/bucket.js";
import type { BucketLifecycleConfigurationArgs } from "@pulumi/aws/s3/bucketLifecycleConfiguration.js";
import type { BucketOwnershipControlsArgs } from "@pulumi/aws/s3/bucketOwnershipControls.js";
import type { BucketPolicyArgs } from "@pulumi/aws/s3/bucketPolicy.js";
import type { BucketPublicAccessBlockArgs } from "@pulumi/aws/s3/bucketPublicAccessBlock.js";
import type { BucketServerSideEncryptionConfigurationArgs } from "@pulumi/aws/s3/bucketServerSideEncryptionConfiguration.js";
import type { BucketVersioningArgs } from "@pulumi/aws/s3/bucketVersioning.js";
import type { SecretArgs } from "@pulumi/aws/secretsmanager/secret.js";
import type { SecretVersionArgs } from "@pulumi/aws/secretsmanager/secretVersion.js";
import type { DeploymentArgs } from "@pulumi/kubernetes/apps/v1/deployment.js";
import type { ConfigMapArgs } from "@pulumi/kubernetes/core/v1/configMap.js";
import type { NamespaceArgs } from "@pulumi/kubernetes/core/v1/namespace.js";
import type { ServiceAccountArgs } from "@pulumi/kubernetes/core/v1/serviceAccount.js";
import type { NetworkPolicyArgs } from "@pulumi/kubernetes/networking/v1/networkPolicy.js";
import type { PodDisruptionBudgetArgs } from "@pulumi/kubernetes/policy/v1/podDisruptionBudget.js";
import type { ProviderArgs } from "@pulumi/kubernetes/provider.js";
import type { ClusterRoleArgs } from "@pulumi/kubernetes/rbac/v1/clusterRole.js";
import type { ClusterRoleBindingArgs } from "@pulumi/kubernetes/rbac/v1/clusterRoleBinding.js";
import type { RoleArgs as KubernetesRoleArgs } from "@pulumi/kubernetes/rbac/v1/role.js";
import type { RoleBindingArgs } from "@pulumi/kubernetes/rbac/v1/roleBinding.js";
import type { StorageClassArgs } from "@pulumi/kubernetes/storage/v1/storageClass.js";
import type { RandomPasswordArgs } from "@pulumi/random/randomPassword.js";
import type { GpuSoftwareTransforms, InClusterTransforms, Transform } from "@roadstead/cluster";

/** Arguments of each kind of child that this target makes. */
export interface EksKinds {
  readonly vpc: VpcArgs;
  readonly internetGateway: InternetGatewayArgs;
  readonly subnet: SubnetArgs;
  readonly elasticIp: EipArgs;
  readonly natGateway: NatGatewayArgs;
  readonly routeTable: RouteTableArgs;
  readonly route: RouteArgs;
  readonly routeTableAssociation: RouteTableAssociationArgs;
  readonly vpcEndpoint: VpcEndpointArgs;
  readonly defaultSecurityGroup: DefaultSecurityGroupArgs;
  readonly flowLog: FlowLogArgs;
  readonly logGroup: LogGroupArgs;
  readonly kmsKey: KeyArgs;
  readonly kmsAlias: AliasArgs;
  readonly role: RoleArgs;
  readonly rolePolicy: RolePolicyArgs;
  readonly rolePolicyAttachment: RolePolicyAttachmentArgs;
  readonly cluster: ClusterArgs;
  readonly accessEntry: AccessEntryArgs;
  readonly accessPolicyAssociation: AccessPolicyAssociationArgs;
  readonly addOn: AddonArgs;
  readonly podIdentityAssociation: PodIdentityAssociationArgs;
  readonly launchTemplate: LaunchTemplateArgs;
  readonly nodeGroup: NodeGroupArgs;
  readonly autoscalingTag: TagArgs;
  readonly kubernetesProvider: ProviderArgs;
  readonly storageClass: StorageClassArgs;
  readonly namespace: NamespaceArgs;
  readonly networkPolicy: NetworkPolicyArgs;
  readonly serviceAccount: ServiceAccountArgs;
  readonly clusterRole: ClusterRoleArgs;
  readonly clusterRoleBinding: ClusterRoleBindingArgs;
  readonly kubernetesRole: KubernetesRoleArgs;
  readonly roleBinding: RoleBindingArgs;
  readonly configMap: ConfigMapArgs;
  readonly deployment: DeploymentArgs;
  readonly podDisruptionBudget: PodDisruptionBudgetArgs;
  readonly bucket: BucketArgs;
  readonly bucketPublicAccessBlock: BucketPublicAccessBlockArgs;
  readonly bucketOwnershipControls: BucketOwnershipControlsArgs;
  readonly bucketPolicy: BucketPolicyArgs;
  readonly bucketEncryption: BucketServerSideEncryptionConfigurationArgs;
  readonly bucketVersioning: BucketVersioningArgs;
  readonly bucketLifecycle: BucketLifecycleConfigurationArgs;
  readonly database: InstanceArgs;
  readonly databaseSubnetGroup: SubnetGroupArgs;
  readonly databaseParameterGroup: ParameterGroupArgs;
  readonly databasePassword: RandomPasswordArgs;
  readonly securityGroup: SecurityGroupArgs;
  readonly secret: SecretArgs;
  readonly secretVersion: SecretVersionArgs;
}

/**
 * Changes to children by kind; `gpuSoftware` has those of the GPU software layer, `inCluster` those of Kubernetes objects
 * that stores make.
 *
 * The one of node groups runs once more while the layout is made, because what it changes counts in the group's
 * physical name. Outputs and tags are empty then, and the child's name lacks the cluster's: tell pools apart by
 * `child.pool`.
 */
export type EksTransforms = {
  readonly [K in keyof EksKinds]?: Transform<EksKinds[K]>;
} & { readonly gpuSoftware?: GpuSoftwareTransforms; readonly inCluster?: InClusterTransforms };
