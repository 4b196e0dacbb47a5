import { type GraphResource, isDefaultProvider } from "@roadstead/core";
import { expect } from "vitest";
import { podsOf } from "../cloud-nodes.js";
import { type ClusterPlan, labelOf, planCluster, plainInputs } from "../cluster-plan.js";
import type { ContractCase } from "../contract-target.js";
import { inputsOfType } from "../sdk-types.js";
import { standardSpec, withPools } from "../standard-spec.js";

/** The children as a whole: whose they are, by whom they are made, what they carry. */
export const childrenCases: readonly ContractCase[] = [
  {
    name: "gives the component its plain spec as inputs, and nothing else",
    async check({ standard }) {
      expect(plainInputs((await standard()).cluster)).toEqual({ spec: standardSpec });
    },
  },
  {
    name: "makes every resource a descendant of the component",
    async check({ standard }) {
      const plan = await standard();
      expect(plan.children.length).toBeGreaterThan(2);
      expect(plan.children.filter((child) => !plan.isDescendant(child, plan.cluster)).map(labelOf)).toEqual([]);
    },
  },
  {
    name: "asks and warns of nothing while it declares",
    async check({ standard }) {
      const { plan } = await standard();
      expect(plan.invokes).toEqual([]);
      expect(plan.diagnostics.filter(({ severity }) => severity !== "info")).toEqual([]);
    },
  },
  {
    name: "reaches Kubernetes by the cluster's own provider alone, never by a default one",
    async check({ standard }) {
      const plan = await standard();
      const providers = plan.plan.resources.filter(({ type }) => type === "pulumi:providers:kubernetes");
      expect(providers.map(({ name }) => name)).toEqual(["ai-kubernetes"]);
      expect(providers.filter(isDefaultProvider)).toEqual([]);
      expect(plan.objects.length).toBeGreaterThan(0);
      expect(plan.objects.filter(({ provider }) => provider !== providers[0]?.urn).map(labelOf)).toEqual([]);
    },
  },
  {
    name: "has a Kubernetes provider that knows which cluster it reaches and changes configuration in place",
    async check({ standard }) {
      const { inputs } = (await standard()).named("ai-kubernetes");
      expect(inputs["clusterIdentifier"]).toBeDefined();
      expect(String(inputs["enableConfigMapMutable"])).toBe("true");
      expect(String(inputs["enableSecretMutable"])).toBe("true");
      expect(inputs).not.toHaveProperty("deleteUnreachable");
      expect(inputs).not.toHaveProperty("skipUpdateUnreachable");
    },
  },
  {
    name: "sets the spec's tags on everything that takes tags",
    async check({ target, standard }) {
      const plan = await standard();
      expect(target.tags).toBeDefined();
      const taggable = plan.children.flatMap((child) => {
        const tags = tagsOf(child);
        return tags === undefined ? [] : [{ child, tags }];
      });
      const wanted = Object.entries(target.tags ?? {});
      const untagged = taggable.filter(({ tags }) => wanted.some(([key, value]) => tags[key] !== value));
      expect(taggable.length).toBeGreaterThan(0);
      expect(untagged.map(({ child }) => labelOf(child))).toEqual([]);
    },
  },
  {
    name: "leaves nothing behind and takes nothing over behind the user's back",
    async check({ standard }) {
      const { children } = await standard();
      expect(children.filter((child) => child.retainOnDelete || child.importId !== undefined).map(labelOf)).toEqual([]);
      expect(children.filter(({ hooks }) => Object.keys(hooks).length > 0).map(labelOf)).toEqual([]);
    },
  },
  {
    name: "pins every image by a tag or digest, never latest",
    async check({ standard }) {
      const images = imagesOf(await standard());
      expect(images.length).toBeGreaterThan(0);
      for (const image of images)
        expect(image).toMatch(/^[a-z0-9.-]+\.[a-z]+\/[a-z0-9/._-]+(:(?!latest)[\w.-]+|@sha256:[0-9a-f]{64})$/);
    },
  },
  {
    name: "takes every image from the mirror, with the pull secret",
    async check({ target }) {
      const mirror = "registry.example.com/mirror";
      const plan = await planCluster(target, {
        spec: withPools(["lab"]),
        images: { mirror, pullSecret: "mirror-login" },
      });
      expect(imagesOf(plan).length).toBeGreaterThan(0);
      expect(imagesOf(plan).filter((image) => !image.startsWith(`${mirror}/`))).toEqual([]);
      for (const { name, pod } of [...podsOf(plan, "DaemonSet"), ...podsOf(plan, "Deployment")]) {
        expect(pod.imagePullSecrets, name).toEqual([{ name: "mirror-login" }]);
      }
    },
  },
];

/** Tags of a resource whose type takes some, as its provider's SDK declares. */
function tagsOf(child: GraphResource): Readonly<Record<string, unknown>> | undefined {
  if (!/^(aws|gcp):/.test(child.type)) return undefined;
  const inputs = plainInputs(child) as Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>>;
  if (child.type === "gcp:container/nodePool:NodePool") {
    return (inputs["nodeConfig"]?.["resourceLabels"] ?? {}) as Readonly<Record<string, unknown>>;
  }
  const names = child.type.startsWith("aws:") ? ["tags"] : ["labels", "resourceLabels"];
  const key = inputsOfType(child.type).find((input) => names.includes(input));
  return key === undefined ? undefined : (inputs[key] ?? {});
}

function imagesOf(plan: ClusterPlan): readonly string[] {
  return [...podsOf(plan, "DaemonSet"), ...podsOf(plan, "Deployment")].flatMap(({ pod }) =>
    [...pod.containers, ...(pod.initContainers ?? [])].map(({ image }) => image),
  );
}
