import { describe, expect, it } from "vitest";
import { everything, minimal, planStore } from "./planned-store.js";

const golden = (file: string): string => `${import.meta.dirname}/../../../golden/workloads/feature-store/${file}`;

describe("manifests of a feature store", () => {
  it("are those that reviewers read, with every default", async () => {
    const store = await planStore(minimal);
    await expect(store.manifests).toMatchFileSnapshot(golden("minimal.yaml"));
    await expect(store.urns).toMatchFileSnapshot(golden("minimal.urns.txt"));
  });

  it("are those that reviewers read, with every option", async () => {
    const store = await planStore(everything);
    await expect(store.manifests).toMatchFileSnapshot(golden("everything.yaml"));
    await expect(store.urns).toMatchFileSnapshot(golden("everything.urns.txt"));
  });
});
