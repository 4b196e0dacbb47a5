import type { Answer, ResourceView, StackView } from "@roadstead/policy";
import { allOf, expectPresent, fail, known, pass, stackRule, unknown } from "@roadstead/policy";

export const paidReservations = stackRule({
  name: "paid-reservations",
  title: "Capacity that is reserved has an end and is used by a pool",
  severity: "high",
  level: "advisory",
  config: {},
  reads: [
    "aws:ec2/capacityReservation:CapacityReservation: endDate, endDateType",
    "aws:ec2/launchTemplate:LaunchTemplate: capacityReservationSpecification",
    "gcp:compute/reservation:Reservation",
    "gcp:container/nodePool:NodePool: nodeConfig.reservationAffinity",
  ],
  why: "A reservation is paid in full from its first minute, whether a machine runs in it or not.",
  fix: "Set endDate, and name the reservation in a launch template or in a pool's reservationAffinity.",
  check: (stack) => [
    ...stack.ofType("aws:ec2/capacityReservation:CapacityReservation").map((view) => ({
      urn: view.urn,
      ...allOf([
        expectPresent(view.read("endDate"), "the reservation has no end"),
        targeted(view, stack, "aws:ec2/launchTemplate:LaunchTemplate", "capacityReservationSpecification"),
      ]),
    })),
    ...stack.ofType("gcp:compute/reservation:Reservation").map((view) => ({
      urn: view.urn,
      ...targeted(view, stack, "gcp:container/nodePool:NodePool", "nodeConfig"),
    })),
  ],
});

function targeted(view: ResourceView, stack: StackView, type: string, input: string): Answer {
  const users = stack.ofType(type);
  if (users.some((user) => (user.resource.propertyDependencies[input] ?? []).includes(view.urn))) return pass;
  const names = [view.resource.id, known(view.settled.text("name"))].filter((name) => name !== undefined);
  if (
    users.some((user) =>
      names.some((name) => JSON.stringify(user.resource.inputs[input] ?? null).includes(JSON.stringify(name))),
    )
  ) {
    return pass;
  }
  const doubtful = users.find((user) => user.read(input).state === "unknown");
  if (doubtful !== undefined) return unknown(`${input} of ${doubtful.name}`, "nobody may use the reservation");
  return fail("no pool of the stack uses the reservation");
}
