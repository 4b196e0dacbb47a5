import { microsPerHour } from "./micros.js";
import type { ScheduledMinimum } from "./serving-pool.js";

/** The highest minimum that holds at a moment. */
export const minimumAt = (
  least: number,
  schedule: readonly ScheduledMinimum[] | undefined,
  nowMicros: number,
): number => {
  let minimum = least;
  if (schedule === undefined) return minimum;
  const hour = nowMicros / microsPerHour;
  const day = Math.floor(hour / 24) % 7;
  for (const entry of schedule)
    if (holds(entry, day, hour - Math.floor(hour / 24) * 24)) minimum = Math.max(minimum, entry.min);
  return minimum;
};

/** When a minimum may change next: at an hour of the schedule, or at midnight. */
export const nextMinimumChange = (schedule: readonly ScheduledMinimum[] | undefined, nowMicros: number): number => {
  if (schedule === undefined || schedule.length === 0) return Infinity;
  const day = Math.floor(nowMicros / (24 * microsPerHour));
  let next = (day + 1) * 24 * microsPerHour;
  for (const { fromHour, toHour } of schedule) {
    for (const hour of [fromHour, toHour]) {
      const at = Math.round((day * 24 + hour) * microsPerHour);
      if (at > nowMicros && at < next) next = at;
    }
  }
  return next;
};

/** A range whose end is not after its start goes on past midnight, and belongs to the day on which it began. */
const holds = (entry: ScheduledMinimum, day: number, hour: number): boolean => {
  const { fromHour, toHour } = entry;
  if (fromHour < toHour) return isOn(entry, day) && hour >= fromHour && hour < toHour;
  return (isOn(entry, day) && hour >= fromHour) || (isOn(entry, (day + 6) % 7) && hour < toHour);
};

const isOn = ({ days }: ScheduledMinimum, day: number): boolean => days === "all" || (days === "weekdays") === day < 5;
