import { awsMachineRows, awsMachineSource } from "./aws-machine-table.js";
import { listFees } from "./fees.js";
import { gcpMachineRows, gcpMachineSource } from "./gcp-machine-table.js";
import { awsSpotTerms } from "./price-book.js";

/** All list prices with their sources as one text: whoever hashes it can say which prices an answer rests on. */
export const priceListText = (): string =>
  JSON.stringify([awsMachineSource, awsMachineRows, gcpMachineSource, gcpMachineRows, listFees, awsSpotTerms]);
