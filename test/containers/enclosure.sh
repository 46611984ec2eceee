#!/bin/sh
# The first process of an enclosure: a network, mounts and process numbers of its own, all of which the kernel takes away
# with it. Whatever the programs in it write outside of FOLDER goes to memory; the host's settings stay as they are.
# enclosure.sh FOLDER COMMAND…
set -eu
folder=$1
shift

mount -t tmpfs -o mode=0755 octotrain "$folder"
mkdir "$folder/var" "$folder/var-work" "$folder/settings" "$folder/tmp"

# Names of sockets, logs and leases that cannot be moved: containerd's in /run/containerd, the kubelet's in /var.
mount -t overlay -o "lowerdir=/var,upperdir=$folder/var,workdir=$folder/var-work" octotrain /var
mount -t tmpfs -o mode=0755 octotrain /run
mkdir /run/containerd /run/netns

# The kubelet sets these for the whole machine. Here it sets copies.
for setting in vm/overcommit_memory vm/panic_on_oom kernel/panic kernel/panic_on_oops \
  kernel/keys/root_maxkeys kernel/keys/root_maxbytes; do
  copy=$folder/settings/$(basename "$setting")
  cat "/proc/sys/$setting" >"$copy"
  mount --bind "$copy" "/proc/sys/$setting"
done

ip link set lo up
# The address of the node. Nothing leads out of here.
ip link add node0 type bridge
ip address add 10.99.0.1/24 dev node0
ip link set node0 up

# Not exec: the first process also takes in what others leave orphaned.
code=0
OCTOTRAIN_NODE_FOLDER=$folder TMPDIR=$folder/tmp "$@" || code=$?
exit "$code"
