import type { MaintenanceWindow } from "./config.js";

/** Weekend nights in Europe and America. */
export const defaultMaintenance: MaintenanceWindow = { days: ["SA", "SU"], startUtc: "02:00", hours: 6 };

// A Thursday long past: only the time of day and the length of the window count.
const firstDay = "2026-01-01";
const nextDay = "2026-01-02";

/** GKE's recurring window; its end may be on the next day. */
export function recurringWindow({ days, startUtc, hours }: MaintenanceWindow): {
  startTime: string;
  endTime: string;
  recurrence: string;
} {
  const [hour = 0, minute = 0] = startUtc.split(":").map(Number);
  const end = hour + hours;
  return {
    startTime: `${firstDay}T${clock(hour, minute)}Z`,
    endTime: `${end >= 24 ? nextDay : firstDay}T${clock(end % 24, minute)}Z`,
    recurrence: `FREQ=WEEKLY;BYDAY=${days.join(",")}`,
  };
}

function clock(hour: number, minute: number): string {
  return `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}:00`;
}
