/*
 * Types that clouds do not bill by themselves: what is paid is what runs in them. Types that are neither here nor
 * priced count as unpriced, so a new service is never taken for a free one.
 */

/** Packages that make nothing in a cloud that bills. Objects of Kubernetes run on nodes that are priced. */
const freePackages = [
  "kubernetes",
  "pulumi",
  "random",
  "tls",
  "command",
  "null",
  "time",
  "std",
  "local",
  "docker",
  "docker-build",
  "cloudinit",
  "github",
  "archive",
];

/** Modules of which nothing is billed. */
const freeModules = [
  "aws:iam",
  "aws:autoscaling",
  "aws:acm",
  "aws:ssm",
  "aws:resourcegroups",
  "aws:budgets",
  "aws:resourceexplorer",
  "aws:servicequotas",
  "gcp:projects",
  "gcp:organizations",
  "gcp:folder",
  "gcp:serviceaccount",
  "gcp:billing",
  "gcp:iam",
];

// prettier-ignore
const freeTypes = new Set([
  "aws:cloudwatch/eventRule:EventRule", "aws:cloudwatch/eventTarget:EventTarget",
  "aws:cloudwatch/logResourcePolicy:LogResourcePolicy", "aws:cloudwatch/logStream:LogStream",
  ...ofAws("ec2", ["vpc", "vpcDhcpOptions", "vpcDhcpOptionsAssociation", "subnet", "routeTable",
    "routeTableAssociation", "mainRouteTableAssociation", "defaultRouteTable", "defaultSecurityGroup", "defaultVpc",
    "defaultSubnet", "defaultNetworkAcl", "route", "internetGateway", "internetGatewayAttachment",
    "egressOnlyInternetGateway", "securityGroup", "securityGroupRule", "networkAcl", "networkAclRule", "keyPair",
    "launchTemplate", "launchConfiguration", "placementGroup", "eipAssociation", "volumeAttachment", "networkInterface",
    "networkInterfaceAttachment", "networkInterfaceSecurityGroupAttachment", "vpcIpv4CidrBlockAssociation", "tag",
    "vpcEndpointRouteTableAssociation", "vpcEndpointSubnetAssociation", "vpcEndpointPolicy",
    "vpcEndpointSecurityGroupAssociation", "vpcPeeringConnection", "vpcPeeringConnectionAccepter", "managedPrefixList",
    "instanceMetadataDefaults", "ebsEncryptionByDefault", "flowLog", "subnetCidrReservation", "defaultRoute",
    "vpcDhcpOptions", "vpcBlockPublicAccessOptions"]),
  ...ofAws("efs", ["mountTarget", "accessPoint", "fileSystemPolicy", "backupPolicy"]),
  ...ofAws("elasticache", ["subnetGroup", "parameterGroup", "user", "userGroup"]),
  ...ofAws("lambda", ["alias", "layerVersion", "functionEventInvokeConfig"]),
  ...ofAws("batch", ["jobQueue", "jobDefinition", "schedulingPolicy"]),
  ...ofAws("cloudwatch", ["logMetricFilter", "logSubscriptionFilter", "eventPermission"]),
  ...ofAws("imagebuilder", ["component", "imageRecipe", "infrastructureConfiguration", "distributionConfiguration"]),
  ...ofAws("ecs", ["cluster", "taskDefinition", "clusterCapacityProviders", "capacityProvider"]),
  ...ofAws("sagemaker", ["model", "endpointConfiguration", "domain", "userProfile"]),
  "eks:index:VpcCni", "eks:index:RandomSuffix",
  ...ofAws("ecr", ["lifecyclePolicy", "repositoryPolicy", "registryPolicy", "pullThroughCacheRule"]),
  ...ofAws("route53", ["record"]), ...ofAws("lambda", ["permission", "eventSourceMapping"]),
  ...ofAws("sns", ["topicPolicy", "topicSubscription"]), ...ofAws("sqs", ["queuePolicy"]),
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
  "aws:ebs/encryptionByDefault:EncryptionByDefault", "aws:ebs/defaultKmsKey:DefaultKmsKey",
  ...ofAws("eks", ["addon", "accessEntry", "accessPolicyAssociation", "podIdentityAssociation",
    "identityProviderConfig"]),
  ...ofAws("kms", ["alias", "grant", "keyPolicy"]),
  ...ofAws("lb", ["targetGroup", "targetGroupAttachment", "listener", "listenerRule", "listenerCertificate"]),
  ...ofAws("rds", ["subnetGroup", "parameterGroup", "optionGroup", "clusterParameterGroup", "clusterRoleAssociation"]),
  ...ofAws("secretsmanager", ["secretVersion", "secretPolicy", "secretRotation"]),
  ...ofAws("s3", ["bucketPolicy", "bucketPublicAccessBlock", "bucketVersioning", "bucketVersioningV2",
    "bucketOwnershipControls", "bucketLifecycleConfiguration", "bucketLifecycleConfigurationV2", "bucketAclV2",
    "bucketServerSideEncryptionConfiguration", "bucketServerSideEncryptionConfigurationV2", "bucketLogging",
    "bucketLoggingV2", "bucketCorsConfiguration", "bucketCorsConfigurationV2", "bucketNotification",
    "accountPublicAccessBlock", "bucketRequestPaymentConfiguration"]),
  ...ofGcp("compute", ["network", "subnetwork", "firewall", "route", "router", "routerInterface", "routerPeer",
    "networkPeering", "instanceTemplate", "regionInstanceTemplate", "healthCheck", "regionHealthCheck",
    "backendService", "regionBackendService", "uRLMap", "targetHttpProxy", "targetHttpsProxy", "attachedDisk",
    "resourcePolicy", "sharedVPCHostProject", "sharedVPCServiceProject", "projectMetadata", "autoscaler",
    "regionAutoscaler", "diskResourcePolicyAttachment", "subnetworkIAMMember", "subnetworkIAMBinding", "sSLPolicy",
    "instanceGroup", "instanceGroupNamedPort", "instanceIAMMember", "networkEndpointGroup", "managedSslCertificate",
    "firewallPolicy", "firewallPolicyRule", "networkFirewallPolicy", "networkFirewallPolicyRule"]),
  ...ofGcp("dns", ["recordSet", "policy"]),
  ...ofGcp("bigquery", ["dataset", "datasetIamMember", "datasetAccess"]),
  ...ofGcp("logging", ["projectSink", "projectExclusion", "metric"]),
  ...ofGcp("monitoring", ["alertPolicy", "dashboard", "notificationChannel"]),
  ...ofGcp("cloudrunv2", ["serviceIamMember", "serviceIamBinding", "jobIamMember"]),
  ...ofGcp("sql", ["database", "user", "sslCert"]),
  ...ofGcp("storage", ["bucketIAMMember", "bucketIAMBinding", "bucketIAMPolicy", "bucketACL", "bucketAccessControl",
    "defaultObjectACL", "defaultObjectAccessControl"]),
  ...ofGcp("kms", ["keyRing", "cryptoKeyIAMMember", "cryptoKeyIAMBinding", "keyRingIAMMember"]),
  ...ofGcp("secretmanager", ["secretIamMember", "secretIamBinding"]),
  ...ofGcp("artifactregistry", ["repositoryIamMember", "repositoryIamBinding"]),
  ...ofGcp("servicenetworking", ["connection"]),
  ...ofGcp("gkehub", ["membership", "feature"]),
]);

function ofAws(module: string, files: readonly string[]): string[] {
  return files.map((file) => `aws:${module}/${file}:${file.charAt(0).toUpperCase()}${file.slice(1)}`);
}

function ofGcp(module: string, files: readonly string[]): string[] {
  return files.map((file) => `gcp:${module}/${file}:${file.charAt(0).toUpperCase()}${file.slice(1)}`);
}

/** Types that cost by use alone, by no unit that a sheet can state. */
const usageTypes = new Set([
  ...ofAws("ecr", ["repository"]),
  ...ofAws("lambda", ["function"]),
  ...ofAws("s3", ["bucketObject", "bucketObjectv2"]),
  ...ofAws("codebuild", ["project"]),
  ...ofAws("apigatewayv2", ["api", "stage", "route", "integration"]),
  ...ofAws("sns", ["topic"]),
  ...ofAws("sqs", ["queue"]),
  ...ofAws("ebs", ["snapshot"]),
  ...ofGcp("artifactregistry", ["repository"]),
  ...ofGcp("pubsub", ["topic", "subscription"]),
  ...ofGcp("cloudrunv2", ["job"]),
  ...ofGcp("secretmanager", ["secret", "secretVersion"]),
  ...ofGcp("storage", ["bucketObject"]),
  ...ofGcp("bigquery", ["table"]),
  ...ofGcp("cloudfunctionsv2", ["function"]),
  ...ofGcp("compute", ["snapshot", "image"]),
]);

/** Whether a resource of this type costs nothing unless it is used. */
export const isUsageType = (type: string): boolean => usageTypes.has(type);

/** Whether nothing is paid for a resource of this type itself. */
export function isFreeType(type: string): boolean {
  const [pkg = "", module = ""] = type.split(":");
  if (freePackages.includes(pkg)) return true;
  return freeTypes.has(type) || freeModules.includes(`${pkg}:${module.split("/")[0] ?? ""}`);
}
