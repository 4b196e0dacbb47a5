// Loaded into the SDK's launcher before it, when some of the configuration is encrypted.
import { encryptedConfigVariable } from "../monitor/deployment-config.js";
import { readEncryptedAsUnknown } from "../sdk/encrypted-config.js";
import { loadSdk } from "../sdk/sdk.js";

const { sdkFolder, keys } = JSON.parse(process.env[encryptedConfigVariable] ?? "{}") as {
  sdkFolder: string;
  keys: string[];
};
// The program's environment is its own.
delete process.env[encryptedConfigVariable];
readEncryptedAsUnknown(loadSdk(sdkFolder), keys);
