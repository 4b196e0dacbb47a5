/**
 * Shell part of the user data that cuts every GPU of a node into one MIG profile.
 *
 * cloud-init runs it once, before nodeadm starts the kubelet. It leaves a unit behind that partitions at every
 * boot, because GPU instances (and from Hopper on MIG mode itself) do not outlive a reboot; the kubelet requires
 * the unit, so a node whose GPUs are not cut as asked never joins. Where MIG mode waits for a reset that the
 * machine does not allow, it reboots, once. Read against NVIDIA's MIG guide; not tried on a real node yet.
 */
export function migScript(profile: string, instancesPerGpu: number): string {
  const instances = Array.from({ length: instancesPerGpu }, () => profile).join(",");
  return `#!/bin/bash
set -euo pipefail

cat > /usr/local/sbin/roadstead-mig <<'SCRIPT'
#!/bin/bash
set -euo pipefail

profile='${profile}'
per_gpu=${instancesPerGpu}
marker=/var/lib/roadstead/mig-rebooted

modes() { nvidia-smi --query-gpu=mig.mode.current --format=csv,noheader; }
enabled() { ! modes | grep -qv '^Enabled$'; }
gpus() { modes | wc -l; }
instances() { nvidia-smi -L | grep -cE "^ +MIG \${profile//+/\\\\+} " || true; }
partitions() { nvidia-smi -L | grep -cE '^ +MIG ' || true; }

if ! enabled; then
  nvidia-smi -mig 1
  enabled || nvidia-smi --gpu-reset || true
  if ! enabled; then
    if [ -e "$marker" ]; then
      echo 'MIG mode is still not on after a reboot' >&2
      exit 1
    fi
    mkdir -p "$(dirname "$marker")"
    touch "$marker"
    systemctl reboot
    exit 1
  fi
fi
wanted=$(($(gpus) * per_gpu))
if [ "$(instances)" -ne "$wanted" ] || [ "$(partitions)" -ne "$wanted" ]; then
  nvidia-smi mig -dci || true
  nvidia-smi mig -dgi || true
  nvidia-smi mig -cgi ${instances} -C
fi
if [ "$(instances)" -ne "$wanted" ]; then
  echo "found $(instances) instances of $profile, wanted $wanted" >&2
  exit 1
fi
SCRIPT
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
