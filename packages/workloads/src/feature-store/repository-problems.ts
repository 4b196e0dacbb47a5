import { isGiven, type Problem } from "@roadstead/core";
import { plainSecretProblems } from "../parts/secret-input.js";
import { featureProblem, parsedUrl } from "./feature-problem.js";
import { fileKey } from "./file-key.js";
import type { RepositoryCommit, RepositoryFiles, RepositoryImage } from "./repository.js";

// A ConfigMap holds 1 MiB with its names and labels.
const mostKib = 900;

/** Problems of the repository, before anything is made. It may come from a program without types. */
export function repositoryProblems(repository: unknown): readonly Problem[] {
  const kinds = ["files", "image", "git"];
  const given = kinds.filter((kind) => isGiven((repository as Record<string, unknown> | undefined)?.[kind]));
  if (given.length !== 1) {
    return [
      featureProblem("features/repository", "repository", "is given in one way, and in one only", {
        got: given.length === 0 ? "none" : given.join(" and "),
        allowed: kinds,
      }),
    ];
  }
  if (given[0] === "files") return fileProblems((repository as RepositoryFiles).files);
  if (given[0] === "image") return imageProblems(repository as RepositoryImage);
  return commitProblems((repository as RepositoryCommit).git);
}

const pathForm = /^(?!.*(?:^|\/)\.)[A-Za-z0-9_.-]+(?:\/[A-Za-z0-9_.-]+)*$/;

function fileProblems(files: RepositoryFiles["files"]): readonly Problem[] {
  const rule = "features/repository-file";
  const paths = Object.keys(files);
  const kib = Math.ceil(
    Object.values(files).reduce((bytes, text) => bytes + Buffer.byteLength(String(text)), 0) / 1024,
  );
  return [
    ...paths.flatMap((path): readonly Problem[] => {
      const place = `repository.files[${JSON.stringify(path)}]`;
      if (typeof files[path] !== "string") return [featureProblem(rule, place, "is no text")];
      if (path === "feature_store.yaml") {
        return [featureProblem(rule, place, "is written by the component", { hint: "leave it out" })];
      }
      const twin = paths.find((other) => other !== path && fileKey(other) === fileKey(path));
      if (twin !== undefined) return [featureProblem(rule, place, `cannot stand beside ${JSON.stringify(twin)}`)];
      if (pathForm.test(path) && path.length <= 200) return [];
      return [
        featureProblem(rule, place, "is no path of a file in the repository", {
          hint: 'relative, with letters, digits, dots, dashes and underscores: "views/drivers.py"',
        }),
      ];
    }),
    ...(paths.some((path) => path.endsWith(".py"))
      ? []
      : [featureProblem(rule, "repository.files", "have no Python file, in which definitions are")]),
    ...(kib <= mostKib
      ? []
      : [
          featureProblem("features/repository-size", "repository.files", "are too large for a ConfigMap", {
            got: `${kib} KiB`,
            allowed: [`up to ${mostKib} KiB`],
            hint: "give the repository as an image or as a commit",
          }),
        ]),
  ];
}

function imageProblems({ image, path }: RepositoryImage): readonly Problem[] {
  const rule = "features/repository-image";
  const pinned =
    typeof image === "string" && !/\s/.test(image) && /(@sha256:[0-9a-f]{64}|:(?!latest$)\w[\w.-]{0,127})$/.test(image);
  return [
    ...(pinned
      ? []
      : [
          featureProblem(rule, "repository.image", "must be an image with a fixed tag or a digest", {
            got: JSON.stringify(image),
            hint: 'write "registry/name:tag" or "registry/name@sha256:…", and no "latest"',
          }),
        ]),
    ...(path === undefined || /^(\/[\w.-]+)+$/.test(path)
      ? []
      : [
          featureProblem(rule, "repository.path", "must be the absolute path of a folder in the image", {
            got: JSON.stringify(path),
          }),
        ]),
  ];
}

function commitProblems({ url, commit, path, credentials }: RepositoryCommit["git"]): readonly Problem[] {
  const rule = "features/repository-commit";
  return [
    ...(parsedUrl(url, ["https:"]) === undefined
      ? [
          // Never `got`: a URL with a token in it would print the token.
          featureProblem(rule, "repository.git.url", "is no https URL without credentials", {
            hint: 'write "https://git.example.com/team/features.git", and the token as `credentials`',
          }),
        ]
      : []),
    ...(/^[0-9a-f]{40}$/.test(commit)
      ? []
      : [
          featureProblem(rule, "repository.git.commit", "is no whole commit, and anything else moves", {
            got: JSON.stringify(commit),
            hint: "write the 40 digits that `git rev-parse <branch>` prints",
          }),
        ]),
    ...(path === undefined || pathForm.test(path)
      ? []
      : [
          featureProblem(rule, "repository.git.path", "is no relative path of a folder", { got: JSON.stringify(path) }),
        ]),
    ...plainSecretProblems(
      credentials?.token,
      "features/secret",
      "repository.git.credentials.token",
      "featuresGitToken",
    ),
  ];
}
