/** Where figures are from and when they were read. */
export interface PriceSource {
  /** Short name by which lines refer to it. */
  readonly id: string;
  readonly source: string;
  /** ISO date of the day of the figures. */
  readonly readOn: string;
  /** Licence of the figures' source; absent for facts from price pages and for the user's own sheet. */
  readonly licence?: string;
}

/** Days after which a list price is called stale. */
export const staleAfterDays = 90;

/** Whole days from one ISO date to another. */
export const daysBetween = (from: string, to: string): number =>
  Math.floor((Date.parse(to.slice(0, 10)) - Date.parse(from.slice(0, 10))) / 86_400_000);

/** Whether figures of a source are older than {@link staleAfterDays} on a day. */
export const isStale = ({ readOn }: PriceSource, asOf: string): boolean => daysBetween(readOn, asOf) > staleAfterDays;
