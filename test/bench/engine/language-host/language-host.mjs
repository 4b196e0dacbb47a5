// The part of Pulumi's language host for Node.js that previews and updates need: it runs the program, and policy
// packs, with the SDK of the program's own folder. The real one is no npm package and no Go module; when it is on
// PATH the bench uses that.
import { spawn } from "node:child_process";
import { createRequire } from "node:module";

// One module each instead of the SDK, whose start costs half a second.
const require = createRequire(import.meta.url);
const grpc = require("@grpc/grpc-js");
const { LanguageRuntimeService } = require("@pulumi/pulumi/proto/language_grpc_pb.js");
const proto = require("@pulumi/pulumi/proto/language_pb.js");
const { PluginInfo } = require("@pulumi/pulumi/proto/plugin_pb.js");

const engine = process.argv.at(-1);
/** The SDK has then told the user what is wrong already. */
const toldTheUser = 32;

const sdkProgram = (folder, name) => createRequire(`${folder}/`).resolve(`@pulumi/pulumi/cmd/${name}`);

function runArguments(request) {
  const options = request.getInfo().getOptions().toJavaScript();
  const nodeArguments = (options.nodeargs ?? "").split(/\s+/).filter((word) => word !== "");
  const flags = {
    monitor: request.getMonitorAddress(),
    engine,
    organization: request.getOrganization(),
    project: request.getProject(),
    stack: request.getStack(),
    "root-directory": request.getInfo().getRootDirectory(),
    pwd: request.getPwd(),
    parallel: request.getParallel(),
  };
  return [
    ...nodeArguments,
    sdkProgram(request.getInfo().getProgramDirectory(), "run"),
    ...Object.entries(flags).flatMap(([name, value]) => [`--${name}`, String(value)]),
    ...(request.getDryrun() ? ["--dry-run"] : []),
    request.getInfo().getEntryPoint(),
    ...request.getArgsList(),
  ];
}

function runEnvironment(request) {
  const { typescript = true, tsconfig } = request.getInfo().getOptions().toJavaScript();
  return {
    ...process.env,
    PULUMI_CONFIG: JSON.stringify(Object.fromEntries(request.getConfigMap().toArray())),
    PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
    ...(typescript ? { PULUMI_NODEJS_TYPESCRIPT: "true" } : {}),
    ...(tsconfig === undefined ? {} : { PULUMI_NODEJS_TSCONFIG_PATH: tsconfig }),
  };
}

function run({ request }, done) {
  const response = new proto.RunResponse();
  const program = spawn("node", runArguments(request), {
    cwd: request.getPwd(),
    env: runEnvironment(request),
    stdio: ["ignore", "inherit", "inherit"],
  });
  program.once("error", (error) => done(error));
  program.once("exit", (code, signal) => {
    if (code === toldTheUser) response.setBail(true);
    else if (code !== 0) response.setError(`Program exited with ${signal ?? `non-zero exit code: ${code}`}`);
    done(null, response);
  });
}

function runPlugin(call) {
  const { request } = call;
  const folder = request.getInfo().getProgramDirectory();
  const pack = spawn("node", [sdkProgram(folder, "run-policy-pack"), ...request.getArgsList(), folder], {
    cwd: folder,
    env: Object.fromEntries(request.getEnvList().map((entry) => entry.split(/=(.*)/s, 2))),
    stdio: ["ignore", "pipe", "pipe"],
  });
  pack.stdout.on("data", (data) => call.write(new proto.RunPluginResponse().setStdout(data)));
  pack.stderr.on("data", (data) => call.write(new proto.RunPluginResponse().setStderr(data)));
  pack.once("error", (error) => call.destroy(error));
  pack.once("close", (code) => {
    call.write(new proto.RunPluginResponse().setExitcode(code ?? 1));
    call.end();
  });
  call.once("cancelled", () => pack.kill());
}

const server = new grpc.Server();
server.addService(LanguageRuntimeService, {
  handshake: (_call, done) => done(null, new proto.LanguageHandshakeResponse()),
  getPluginInfo: (_call, done) => done(null, new PluginInfo().setVersion("0.0.0")),
  // Plugins are those on PATH: nothing is to be fetched.
  getRequiredPackages: (_call, done) => done(null, new proto.GetRequiredPackagesResponse()),
  run,
  runPlugin,
});
server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error;
  console.log(port);
});

// The engine ends its plugins by their process group; an engine that died itself cannot.
const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent) process.kill(0, "SIGKILL");
}, 500).unref();
