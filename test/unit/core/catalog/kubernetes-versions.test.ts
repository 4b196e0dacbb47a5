import {
  defaultKubernetesVersion,
  findKubernetesVersion,
  isPastSupport,
  kubernetesVersions,
  kubernetesVersionsAsOf,
  standardSupportEnds,
} from "@roadstead/core";
import { describe, expect, it } from "vitest";

function addMonths(isoDate: string, months: number): string {
  const date = new Date(`${isoDate}T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() + months);
  return date.toISOString().slice(0, 10);
}

describe("the default Kubernetes version", () => {
  it.each(["eks", "gke", "upstream"] as const)("has more than six months of %s support left", (supportedBy) => {
    const ends = standardSupportEnds(defaultKubernetesVersion, supportedBy);
    expect(ends).toBeDefined();
    expect((ends ?? "") > addMonths(kubernetesVersionsAsOf, 6)).toBe(true);
  });
});

describe("the table of Kubernetes versions", () => {
  it("goes from minor to minor without a gap", () => {
    const minors = kubernetesVersions.map((row) => Number(/^1\.(\d+)$/.exec(row.minor)?.[1]));
    expect(minors).toEqual(minors.map((_, index) => (minors[0] ?? 0) + index));
  });

  it.each(kubernetesVersions.map((row) => [row.minor, row] as const))("orders the dates of %s", (_, row) => {
    const dates = [row.eks?.standardSupportEnds, row.gke?.standardSupportEnds, row.upstreamEnds];
    for (const date of dates) {
      if (date !== undefined) expect(date).toMatch(/^20\d\d-[01]\d-[0-3]\d$/);
    }
    const { standardSupportEnds: standard, extendedSupportEnds: extended } = row.eks ?? {};
    if (standard !== undefined && extended !== undefined) expect(extended > standard).toBe(true);
  });

  it("keeps no minor that nobody supports any more", () => {
    const dead = kubernetesVersions.filter((row) => {
      const dates = [row.eks, row.gke].flatMap((s) => [s?.standardSupportEnds, s?.extendedSupportEnds]);
      const known = [...dates, row.upstreamEnds].filter((date) => date !== undefined);
      return known.length > 0 && known.every((date) => date <= kubernetesVersionsAsOf);
    });
    expect(dead.map((row) => row.minor)).toEqual([]);
  });

  it.each(["1.36", "v1.36", "1.36.3", "1.36.3-gke.1640000", "v1.36.3+k3s1"])("finds the minor of %s", (version) => {
    expect(findKubernetesVersion(version)?.minor).toBe("1.36");
  });

  it.each(["1.3", "1.360", "1", "", "latest", "2.36"])("does not know %j", (version) => {
    expect(findKubernetesVersion(version)).toBeUndefined();
  });
});

describe("isPastSupport", () => {
  it("turns on the day that support ends", () => {
    expect(isPastSupport("1.34", "eks", "2026-12-01")).toBe(false);
    expect(isPastSupport("1.34", "eks", "2026-12-02")).toBe(true);
  });

  it("goes by the dates of whoever supports the cluster", () => {
    expect(isPastSupport("1.34", "eks", kubernetesVersionsAsOf)).toBe(false);
    expect(isPastSupport("1.34", "gke", kubernetesVersionsAsOf)).toBe(true);
    expect(isPastSupport("1.34", "upstream", kubernetesVersionsAsOf)).toBe(true);
  });

  it("does not guess where no date is published", () => {
    expect(isPastSupport("1.37", "eks", kubernetesVersionsAsOf)).toBeUndefined();
    expect(isPastSupport("1.99", "gke", kubernetesVersionsAsOf)).toBeUndefined();
  });
});
