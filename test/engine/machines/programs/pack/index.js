"use strict";
const { PolicyPack } = require("@pulumi/policy");

new PolicyPack("bench-pack", {
  policies: [
    {
      name: "no-large-things",
      description: "Things are small.",
      enforcementLevel: "mandatory",
      validateResource: (args, report) => {
        if (args.type === "echo:index:Thing" && args.props.size > 3) report(`${args.name} is too large`);
      },
    },
  ],
});
