/**
 * Shell part of the user data that cuts every GPU of a node into instances of one MIG profile.
 *
 * cloud-init runs it once, before nodeadm starts the kubelet. It leaves a unit behind that does the same at every
 * boot, because GPU instances (and from Hopper on MIG mode itself) do not outlive a reboot; the kubelet requires
 * the unit, so a node whose GPUs are not cut as asked never joins. Where MIG mode waits for a reset that the
 * machine does not allow, the node reboots, once. Written after NVIDIA's MIG guide; not tried on a real node yet.
 */
export function migScript(profile: string, instancesPerGpu: number): string {
  return `#!/bin/bash
set -euo pipefail

cat > /usr/local/sbin/roadstead-mig <<'SCRIPT'
${partitionScript(profile, instancesPerGpu)}SCRIPT
chmod 0755 /usr/local/sbin/roadstead-mig

cat > /etc/systemd/system/roadstead-mig.service <<'UNIT'
[Unit]
Description=Cut the GPUs into MIG instances
After=nvidia-kmod-load.service nvidia-persistenced.service nvidia-fabricmanager.service
Before=kubelet.service

[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=/usr/local/sbin/roadstead-mig
UNIT

mkdir -p /etc/systemd/system/kubelet.service.d
cat > /etc/systemd/system/kubelet.service.d/10-roadstead-mig.conf <<'DROPIN'
[Unit]
Requires=roadstead-mig.service
After=roadstead-mig.service
DROPIN

systemctl daemon-reload
systemctl start roadstead-mig.service
`;
}

/** What the unit runs. It changes nothing on a node that is as it should be. */
export function partitionScript(profile: string, instancesPerGpu: number): string {
  const instances = Array.from({ length: instancesPerGpu }, () => profile).join(",");
  const pattern = profile.replace(/[.+]/g, "\\$&");
  return `#!/bin/bash
set -euo pipefail
rebooted=\${ROADSTEAD_STATE:-/var/lib/roadstead}/mig-rebooted

modes() { nvidia-smi --query-gpu=mig.mode.current --format=csv,noheader; }
count() { nvidia-smi -L | grep -cE "$1" || true; }

gpus=$(modes | wc -l)
wanted=$((gpus * ${instancesPerGpu}))
mig_off() {
  local now
  now=$(modes) || exit 1
  grep -qv '^Enabled$' <<< "$now"
}
is_cut() {
  [ "$(count '^ +MIG ')" -eq "$wanted" ] && [ "$(count '^ +MIG ${pattern} ')" -eq "$wanted" ]
}

if mig_off; then
  nvidia-smi -mig 1 || true
  if mig_off; then nvidia-smi --gpu-reset || true; fi
fi
if mig_off; then
  if [ -e "$rebooted" ]; then
    echo 'MIG mode is not on after a reboot' >&2
    exit 1
  fi
  mkdir -p "$(dirname "$rebooted")"
  touch "$rebooted"
  systemctl reboot
  exit 1
fi
if ! is_cut; then
  nvidia-smi mig -dci || true
  nvidia-smi mig -dgi || true
  nvidia-smi mig -cgi ${instances} -C
fi
if ! is_cut; then
  echo "the GPUs are not cut into $wanted instances of ${profile}" >&2
  exit 1
fi
`;
}
