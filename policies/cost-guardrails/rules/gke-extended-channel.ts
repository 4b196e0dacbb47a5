import { expectValue, gkeClusterType, resourceRule } from "@roadstead/policy";

export const gkeExtendedChannel = resourceRule({
  name: "gke-extended-channel",
  title: "A GKE cluster is not on the extended channel",
  severity: "low",
  level: "advisory",
  config: {},
  types: [gkeClusterType],
  reads: [`${gkeClusterType}: releaseChannel.channel`],
  why: "Versions beyond their standard support cost extra there.",
  fix: "Take the channel REGULAR or STABLE, or add a waiver.",
  check: (view) =>
    expectValue(view.text("releaseChannel", "channel"), (channel) => channel.toUpperCase() !== "EXTENDED", {
      otherwise: "the cluster is on the extended channel",
      absent: "pass",
    }),
});
