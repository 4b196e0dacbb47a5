import { writeSync } from "node:fs";
import type { RecordSink } from "../wire/plan-record.js";

/** File descriptor on which a child tells its records, one JSON text a line. */
export const recordDescriptor = 3;

// The program may replace what it finds in this process; records must not change with it.
const { stringify } = JSON;

/**
 * Writes each record at once: whatever happens to the process next, what it declared is told. The line begins with an
 * end of line, so that a program that writes to the same descriptor spoils no record.
 */
export const recordPipe: RecordSink = (record) => {
  let rest = Buffer.from(`\n${stringify(record)}\n`);
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(recordDescriptor, rest));
    } catch (error) {
      // The pipe is full: the reader is behind. Anything else means that nobody reads any more.
      if ((error as NodeJS.ErrnoException).code !== "EAGAIN") return;
    }
  }
};
