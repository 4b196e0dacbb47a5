import { describe, expect, it } from "vitest";
import { recurringWindow } from "../../../packages/gke/src/maintenance.js";
import { nodeAccountId, physicalName } from "../../../packages/gke/src/physical-name.js";

describe("physical names", () => {
  it("are the parts where they fit", () => {
    expect(physicalName(["ai", "dev"], 40)).toBe("ai-dev");
  });

  it("are cut and end in a hash where they do not, so that two long names stay two", () => {
    const one = physicalName(["a".repeat(30), "feature-one"], 40);
    const other = physicalName(["a".repeat(30), "feature-two"], 40);
    expect(one).toMatch(/^a{30}-[a-z][a-z0-9]{7}$/);
    expect(one).not.toBe(other);
  });

  it.each(["Feature/ONE", "_x", "1.2", "café", "-"])("make a valid name of the stack %j", (stack) => {
    const name = physicalName(["ai", stack], 40);
    expect(name).toMatch(/^[a-z]([a-z0-9-]*[a-z0-9])?$/);
    expect(name).not.toBe("ai");
  });

  it("fit the 6 to 30 characters of a service account", () => {
    expect(nodeAccountId("ai-dev")).toBe("ai-dev-nodes");
    expect(nodeAccountId("x".repeat(40))).toMatch(/^[a-z][a-z0-9-]{4,28}[a-z0-9]$/);
  });
});

describe("the maintenance window", () => {
  it("recurs every week on its days", () => {
    expect(recurringWindow({ days: ["SA", "SU"], startUtc: "02:30", hours: 6 })).toEqual({
      startTime: "2026-01-01T02:30:00Z",
      endTime: "2026-01-01T08:30:00Z",
      recurrence: "FREQ=WEEKLY;BYDAY=SA,SU",
    });
  });

  it("may end on the next day", () => {
    expect(recurringWindow({ days: ["FR"], startUtc: "20:00", hours: 12 }).endTime).toBe("2026-01-02T08:00:00Z");
    expect(recurringWindow({ days: ["FR"], startUtc: "00:00", hours: 24 }).endTime).toBe("2026-01-02T00:00:00Z");
  });
});
