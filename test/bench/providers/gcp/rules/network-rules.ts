import type { Properties } from "../../test-provider.js";
import { type Block, blockOf, overlaps } from "../../cidr.js";
import { relativePath } from "../names.js";
import { ofType } from "../project.js";
import { list, text } from "../properties.js";
import type { ProjectRule, Rule } from "../rule.js";

const subnetLink = "https://docs.cloud.google.com/vpc/docs/subnets#ipv4-ranges";

interface NamedRange {
  readonly name: string;
  readonly cidr: string;
}

/** The blocks of a subnetwork: its own, and the ones for pods and services. */
export function rangesOf(subnetwork: Properties): NamedRange[] {
  const primary = text(subnetwork, "ipCidrRange");
  const secondary = list(subnetwork, "secondaryIpRanges").map((range) => ({
    name: text(range, "rangeName") ?? "",
    cidr: text(range, "ipCidrRange") ?? "",
  }));
  return [...(primary === undefined ? [] : [{ name: "the primary range", cidr: primary }]), ...secondary];
}

export const subnetworkRules: readonly Rule[] = [
  {
    link: subnetLink,
    refuses: (inputs) => {
      const wrong = rangesOf(inputs).find(({ cidr }) => cidr !== "" && blockOf(cidr) === undefined);
      return wrong === undefined ? undefined : `"${wrong.cidr}" of ${wrong.name} is not a block of addresses`;
    },
  },
  {
    link: subnetLink,
    refuses: (inputs) => overlapping(rangesOf(inputs), []),
  },
  {
    link: "https://docs.cloud.google.com/vpc/docs/create-use-multiple-subnets#secondary-ranges",
    refuses: (inputs) => {
      const names = list(inputs, "secondaryIpRanges").map((range) => text(range, "rangeName") ?? "");
      const twice = names.find((name, index) => names.indexOf(name) !== index);
      return twice === undefined ? undefined : `two secondary ranges are named "${twice}"`;
    },
  },
];

export const subnetworkProjectRules: readonly ProjectRule[] = [
  {
    link: subnetLink,
    refuses: (inputs, project) => {
      const network = relativePath(text(inputs, "network") ?? "");
      if (!project.resources.has(network)) return `the network ${network} was not found`;
      const others = ofType(project, "gcp:compute/subnetwork:Subnetwork").filter(
        (other) =>
          relativePath(text(other.inputs, "network") ?? "") === network &&
          !(
            text(other.inputs, "name") === text(inputs, "name") &&
            text(other.inputs, "region") === text(inputs, "region")
          ),
      );
      return overlapping(
        rangesOf(inputs),
        others.flatMap((other) =>
          rangesOf(other.inputs).map((range) => ({ ...range, name: `${range.name} of ${other.id}` })),
        ),
      );
    },
  },
];

function overlapping(own: readonly NamedRange[], others: readonly NamedRange[]): string | undefined {
  const known = [...own, ...others].flatMap((range) => {
    const block = blockOf(range.cidr);
    return block === undefined ? [] : [{ ...range, block }];
  });
  for (const [index, one] of known.entries()) {
    if (index >= own.length) return undefined;
    const other = known.slice(index + 1).find(({ block }) => overlaps(one.block, block as Block));
    if (other !== undefined) return `${one.cidr} of ${one.name} overlaps ${other.cidr} of ${other.name}`;
  }
  return undefined;
}
