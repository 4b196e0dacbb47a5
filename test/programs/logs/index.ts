import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";

const pet = new random.RandomPet("pet", {});
pulumi.log.info("for information");
pulumi.log.warn("take care", pet);
pulumi.log.error("this fails a preview");
