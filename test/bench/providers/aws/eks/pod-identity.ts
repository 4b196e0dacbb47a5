import { arn } from "../place.js";
import { eksId } from "../ids.js";
import { mustBeAssumable } from "../iam/trust.js";
import type { ResourceType } from "../resource-type.js";
import { textAt } from "../values.js";
import { clusterMustExist } from "./access.js";
import { partsOf } from "./uses.js";

export const podIdentityAssociation: ResourceType = {
  token: "aws:eks/podIdentityAssociation:PodIdentityAssociation",
  kind: "eks/podIdentityAssociation",
  api: { service: "eks", shapes: ["CreatePodIdentityAssociationRequest"] },
  replaces: ["clusterName", "namespace", "serviceAccount"],
  kept: ["disableSessionTags"],
  computed: ["associationArn", "associationId", "externalId"],
  rules: [
    clusterMustExist,
    mustBeAssumable("roleArn", "pods.eks.amazonaws.com"),
    {
      code: "ResourceInUseException",
      link: "https://docs.aws.amazon.com/eks/latest/userguide/pod-identities.html",
      when: "create",
      refuse: ({ world, place, args }) => {
        const existing = partsOf(world.state, place, textAt(args, "clusterName"), "eks/podIdentityAssociation").find(
          (other) =>
            other.args["namespace"] === args["namespace"] && other.args["serviceAccount"] === args["serviceAccount"],
        );
        return existing === undefined ? undefined : `Association already exists: ${existing.id}`;
      },
    },
  ],
  create({ place, args }) {
    const id = eksId("a");
    return {
      id,
      outputs: {
        associationId: id,
        associationArn: arn(place, "eks", `podidentityassociation/${textAt(args, "clusterName")}/${id}`),
        externalId: "",
      },
    };
  },
};
