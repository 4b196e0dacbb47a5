/** What AWS answers when it refuses a call. */
export class AwsError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(`${code}: ${message}`);
    this.name = "AwsError";
    this.code = code;
  }
}
