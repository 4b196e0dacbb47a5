/** The one clock of a forecast: whole microseconds since the start of its trace. */
export const microsOf = (seconds: number): number => Math.round(seconds * 1e6);

export const microsPerHour = 3_600_000_000;
