import * as aws from "@pulumi/aws";
import * as random from "@pulumi/random";

new random.RandomPet("declared-before", {});
export = async () => {
  const ami = await aws.ec2.getAmi({ owners: ["amazon"], mostRecent: true });
  new aws.ec2.Instance("instance", { ami: ami.id });
};
