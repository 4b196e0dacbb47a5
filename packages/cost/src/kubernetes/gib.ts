import { parseQuantity } from "@roadstead/core";

/** {@link parseQuantity} in GiB. */
export const parseGib = (text: string): number | undefined => {
  const bytes = parseQuantity(text);
  return bytes === undefined ? undefined : bytes / 2 ** 30;
};
