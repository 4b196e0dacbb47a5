/** The day of today, by which the age of prices is counted where nobody names a day. */
export const today = (): string => new Date().toISOString().slice(0, 10);
