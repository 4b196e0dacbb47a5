import * as pulumi from "@pulumi/pulumi";
import * as k8s from "@pulumi/kubernetes";
import * as random from "@pulumi/random";

const config = new pulumi.Config();
const token = config.requireSecret("token");
const replicas = config.requireSecretNumber("replicas");
const shape = config.requireSecretObject<{ user: string; password: string }>("shape");
const password = new random.RandomPassword("password", { length: 16 });
new k8s.core.v1.Secret("secret", {
  metadata: { name: "secret" },
  stringData: { token, plain: "p", password: password.result, marked: pulumi.secret("marked-value") },
});
new random.RandomId("id", {
  byteLength: replicas,
  keepers: { length: token.apply((t) => `${t.length}`), user: shape.user, password: shape.password },
});
new random.RandomPet("pet", { prefix: "visible", separator: "+" }, { additionalSecretOutputs: ["prefix"] });
export const given = config.requireSecret("given");
export const open = config.require("open");
export const tokenIsSecret = pulumi.isSecret(token);
