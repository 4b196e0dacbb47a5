/** Hours that a month has in every estimate: 365 days of 24 hours, divided by 12. */
export const hoursPerMonth = 730;

/**
 * USD rounded to whole cents, halves up. Amounts are rounded line by line, so that what a page shows adds up. Binary
 * fractions that stand for a decimal half (18.615) are rounded as that half.
 */
export const toCents = (usd: number): number => Math.round(Number((usd * 100).toPrecision(13)));

/** {@link toCents} in USD. */
export const roundUsd = (usd: number): number => toCents(usd) / 100;
