import type { CheckResult } from "../finding.js";
import { type NamespaceFile, objectLabel } from "../inventory/namespace-files.js";
import {
  budgetLetsPodsGo,
  namespaceSaysWhatItAdmits,
  networkClosedByDefault,
  noBroadRole,
  noPublicService,
  notInSystemNamespace,
} from "./object-rules.js";
import { deviceRequestsAreLimits, noPlainSecret, ownServiceAccount, wholeDevices } from "./pod-rules.js";
import type { OwnRule } from "./rule.js";

/** What kubeconform, kube-score, Pod Security and Checkov all let pass. */
export const ownRules: readonly OwnRule[] = [
  budgetLetsPodsGo,
  deviceRequestsAreLimits,
  namespaceSaysWhatItAdmits,
  networkClosedByDefault,
  noBroadRole,
  noPlainSecret,
  noPublicService,
  notInSystemNamespace,
  ownServiceAccount,
  wholeDevices,
];

/** A result for each object and rule. */
export function judgeByOwnRules(files: readonly NamespaceFile[]): readonly CheckResult[] {
  return files.flatMap((file) =>
    ownRules.flatMap(({ id, broken }) => {
      const messages = new Map(broken(file).map(({ object, message }) => [object, message]));
      return file.objects.map((object) => ({
        scanner: "own rules" as const,
        check: id,
        target: objectLabel(object),
        file: file.name,
        passed: !messages.has(object),
        message: messages.get(object) ?? "",
      }));
    }),
  );
}
