import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { tool } from "../../bench/tools.js";

/** What an account of an S3 store that runs here can do. */
export interface S3Client {
  /** Keys below a prefix. @throws with the store's answer, as all do */
  list(prefix: string): Promise<readonly string[]>;
  get(key: string): Promise<string>;
  put(key: string, text: string): Promise<void>;
  remove(key: string): Promise<void>;
}

export interface S3Account {
  readonly port: number;
  readonly bucket: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

export function s3Client({ port, bucket, accessKeyId, secretAccessKey }: S3Account): S3Client {
  const env = {
    PATH: "/usr/bin:/bin",
    RCLONE_CONFIG: "",
    RCLONE_CONFIG_S_TYPE: "s3",
    RCLONE_CONFIG_S_PROVIDER: "Other",
    RCLONE_CONFIG_S_ENDPOINT: `http://127.0.0.1:${port}`,
    RCLONE_CONFIG_S_REGION: "us-east-1",
    RCLONE_CONFIG_S_NO_CHECK_BUCKET: "true",
    RCLONE_CONFIG_S_ACCESS_KEY_ID: accessKeyId,
    RCLONE_CONFIG_S_SECRET_ACCESS_KEY: secretAccessKey,
  };
  const at = (key: string) => `s:${bucket}/${key}`;
  async function rclone(args: readonly string[], input?: string): Promise<string> {
    const running = promisify(execFile)(tool("rclone"), ["--retries=1", "--low-level-retries=1", ...args], { env });
    running.child.stdin?.end(input ?? "");
    return (await running).stdout;
  }
  return {
    async list(prefix) {
      return (await rclone(["lsf", "-R", "--files-only", at(prefix)])).split("\n").filter((key) => key !== "");
    },
    get: (key) => rclone(["cat", at(key)]),
    put: async (key, text) => void (await rclone(["rcat", at(key)], text)),
    remove: async (key) => void (await rclone(["deletefile", at(key)])),
  };
}
