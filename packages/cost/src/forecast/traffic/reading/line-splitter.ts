/** Longer than any line of a trace, so that a file of another kind is not kept in memory to its end. */
const longestLine = 1 << 20;

const newline = 10;
const quote = 34;

/** What gets the lines; bytes hold good for the call only. */
export interface LineSink {
  line(bytes: Uint8Array, start: number, end: number, number: number): void;
  /** A line that is longer than any of a trace; reading ends with it. */
  endless(number: number, inQuotes: boolean): void;
}

/**
 * Chunks of a file to lines. A line ends at a newline that is not within quotes; a chunk without quotes, as most are, is
 * cut by the engine's own search.
 */
export class LineSplitter {
  private readonly sink: LineSink;
  /** Beginning of a line whose end has not come yet. */
  private rest = new Uint8Array(256);
  private restLength = 0;
  private inQuotes = false;
  /** Of the line that begins next, and newlines within its quotes so far. */
  private number = 1;
  private newlinesWithin = 0;
  private isOver = false;
  /** JSON has its newlines escaped, and quotes that say nothing of lines. */
  honoursQuotes = true;

  constructor(sink: LineSink) {
    this.sink = sink;
  }

  push(chunk: Uint8Array): void {
    let start = 0;
    while (!this.isOver) {
      const end = this.endOfLine(chunk, start);
      if (end < 0) break;
      if (this.restLength === 0) this.emit(chunk, start, end);
      else {
        this.keep(chunk, start, end);
        if (!this.isOver) this.emit(this.rest, 0, this.restLength);
        this.restLength = 0;
      }
      start = end + 1;
    }
    if (!this.isOver) this.keep(chunk, start, chunk.length);
  }

  end(): void {
    if (this.isOver) return;
    if (this.inQuotes) this.sink.endless(this.number, true);
    else if (this.restLength > 0) this.emit(this.rest, 0, this.restLength);
    this.isOver = true;
  }

  private emit(bytes: Uint8Array, start: number, end: number): void {
    this.sink.line(bytes, start, end, this.number);
    this.number += 1 + this.newlinesWithin;
    this.newlinesWithin = 0;
  }

  private endOfLine(chunk: Uint8Array, start: number): number {
    const end = chunk.indexOf(newline, start);
    if (!this.honoursQuotes) return end;
    const firstQuote = this.nextQuote(chunk, start);
    if (!this.inQuotes && (firstQuote < 0 || (end >= 0 && firstQuote > end))) return end;
    // The slow way, byte by byte, for a line that has quotes.
    for (let i = start; i < chunk.length; i++) {
      const byte = chunk[i]!;
      if (byte === quote) this.inQuotes = !this.inQuotes;
      else if (byte === newline) {
        if (!this.inQuotes) return i;
        this.newlinesWithin++;
      }
    }
    return -1;
  }

  private quoteChunk: Uint8Array | undefined;
  private quoteAt = -1;

  /** The first quote from `start` on; asked for again and again in one chunk, and searched for once where there is none. */
  private nextQuote(chunk: Uint8Array, start: number): number {
    if (this.quoteChunk !== chunk || (this.quoteAt >= 0 && this.quoteAt < start)) {
      this.quoteChunk = chunk;
      this.quoteAt = chunk.indexOf(quote, start);
    }
    return this.quoteAt;
  }

  private keep(chunk: Uint8Array, start: number, end: number): void {
    const length = this.restLength + end - start;
    if (length > longestLine) {
      this.isOver = true;
      this.sink.endless(this.number, this.inQuotes);
      return;
    }
    if (length > this.rest.length) {
      const longer = new Uint8Array(Math.max(2 * this.rest.length, length));
      longer.set(this.rest.subarray(0, this.restLength));
      this.rest = longer;
    }
    this.rest.set(chunk.subarray(start, end), this.restLength);
    this.restLength = length;
  }
}
