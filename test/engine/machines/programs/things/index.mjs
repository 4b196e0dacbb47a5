// Declares what its configuration says, so that one program serves all tests of the engine.
import * as pulumi from "@pulumi/pulumi";

const config = new pulumi.Config();
const secret = config.getSecret("secret");

for (const [name, { provider, ...properties }] of Object.entries(config.requireObject("things"))) {
  const chosen = provider && new pulumi.ProviderResource("echo", provider, { label: provider });
  const values = secret === undefined ? properties : { ...properties, secret };
  new pulumi.CustomResource("echo:index:Thing", name, values, { provider: chosen });
}
if (config.getBoolean("hangs")) {
  console.log("about to hang");
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}
export const settings = Object.keys(process.env).filter((name) => /^(AWS_|KUBECONFIG$)/.test(name));
