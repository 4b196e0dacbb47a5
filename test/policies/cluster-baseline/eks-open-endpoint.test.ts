import { type PropertyMap, type PropertyValue, unknownValue } from "@roadstead/core";
import { eksOpenEndpoint } from "../../../policies/cluster-baseline/rules/eks-open-endpoint.js";
import { ruleCases } from "../rule-cases.js";

const network = (vpcConfig: PropertyValue | undefined) => ({
  type: "aws:eks/cluster:Cluster",
  inputs: { roleArn: "role", ...(vpcConfig === undefined ? {} : { vpcConfig }) } satisfies PropertyMap,
});
const ofNetworks = (...publicAccessCidrs: PropertyValue[]) =>
  network({ subnetIds: [unknownValue], endpointPublicAccess: true, publicAccessCidrs });
const says = (resource: ReturnType<typeof network>, text: string) => ({ resources: [resource], says: text });
const path = "vpcConfig.publicAccessCidrs";

ruleCases(eksOpenEndpoint, {
  pass: {
    "a private endpoint": network({ endpointPublicAccess: false, publicAccessCidrs: ["0.0.0.0/0"] }),
    "a private endpoint, whatever its networks": network({
      endpointPublicAccess: false,
      publicAccessCidrs: unknownValue,
    }),
    "named networks": ofNetworks("203.0.113.0/24", "10.0.0.0/8", "2001:db8::/32"),
    "named networks, public or not": network({
      endpointPublicAccess: unknownValue,
      publicAccessCidrs: ["203.0.113.0/24"],
    }),
  },
  fail: {
    "every address of IPv4": says(ofNetworks("203.0.113.0/24", "0.0.0.0/0"), `${path} has 0.0.0.0/0`),
    "every address of IPv6": says(ofNetworks("::/0"), "has ::/0"),
    "every address in two halves": says(ofNetworks("0.0.0.0/1", "128.0.0.0/1"), "has 0.0.0.0/1"),
    "no list, where EKS opens to all": says(network({ endpointPublicAccess: true }), "is not set"),
    "nothing said, where EKS is public and opens to all": says(network({}), "is not set"),
    "an empty list": says(ofNetworks(), "is empty"),
    "a range that nobody can read": says(ofNetworks("office"), "has office"),
    "one open range beside unknown ones": says(ofNetworks(unknownValue, "0.0.0.0/0"), "has 0.0.0.0/0"),
  },
  unknown: {
    "the whole network": says(network(unknownValue), "vpcConfig is not known yet"),
    "a network that no plan has": says(network(undefined), "vpcConfig is not known yet"),
    "the list": says(
      network({ endpointPublicAccess: true, publicAccessCidrs: unknownValue }),
      `${path} is not known yet`,
    ),
    "one of the networks": says(ofNetworks("203.0.113.0/24", unknownValue), `${path} is not known yet`),
    "whether it is public, and the list is open": says(
      network({ endpointPublicAccess: unknownValue, publicAccessCidrs: ["0.0.0.0/0"] }),
      "vpcConfig.endpointPublicAccess is not known yet",
    ),
  },
  notApplicable: { "other resources": { type: "aws:ec2/vpc:Vpc", inputs: { vpcConfig: unknownValue } } },
});
