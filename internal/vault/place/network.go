package place

import (
	"strconv"
	"strings"
)

// networkTypes are the file system types of Linux whose files live on another machine. Types beginning with "fuse."
// are programs; those not listed here (ntfs-3g, mergerfs, gocryptfs and the like) work on a local disk.
var networkTypes = map[string]bool{
	"nfs": true, "nfs4": true, "cifs": true, "smb3": true, "smbfs": true, "ncpfs": true, "ncp": true, "afs": true, "coda": true,
	"ceph": true, "glusterfs": true, "lustre": true, "beegfs": true, "gpfs": true, "orangefs": true, "davfs": true, "vboxsf": true,
	"fuse.sshfs": true, "fuse.davfs": true, "fuse.davfs2": true, "fuse.rclone": true, "fuse.gvfsd-fuse": true, "fuse.kio-fuse": true,
	"fuse.curlftpfs": true, "fuse.s3fs": true, "fuse.goofys": true, "fuse.glusterfs": true, "fuse.ceph-fuse": true, "fuse.smbnetfs": true,
	"fuse.onedriver": true, "fuse.google-drive-ocamlfuse": true, "fuse.vmhgfs-fuse": true, "fuse.juicefs": true, "fuse.seadrive": true,
	"fuse.pcloudcc": true, "fuse.gcsfuse": true, "fuse.blobfuse": true, "fuse.blobfuse2": true, "fuse.moosefs": true, "fuse.lustre": true,
}

// mountOf finds in the text of /proc/self/mountinfo the file system that holds the absolute path dir, and whether it
// lives on another machine. Later lines lie on top of earlier ones.
func mountOf(mountinfo, dir string) (fstype string, isRemote bool) {
	best := -1
	for line := range strings.Lines(mountinfo) {
		// 36 35 98:0 /root /mount/point options [optional fields] - type source options (proc_pid_mountinfo(5))
		before, after, ok := strings.Cut(strings.TrimSpace(line), " - ")
		head, tail := strings.Fields(before), strings.Fields(after)
		if !ok || len(head) < 6 || len(tail) < 1 {
			continue
		}
		point := unescape(head[4])
		if len(point) < best || !(point == "/" || dir == point || strings.HasPrefix(dir, point+"/")) {
			continue
		}
		best, fstype = len(point), tail[0]
		source := ""
		if len(tail) > 1 {
			source = unescape(tail[1])
		}
		// davfs2 mounts as plain "fuse" with the address as its source.
		isRemote = networkTypes[fstype] || fstype == "fuse" && strings.Contains(source, "://")
	}
	return fstype, isRemote
}

// unescape undoes the kernel's \040 for blank, tab, newline and backslash.
func unescape(s string) string {
	if !strings.Contains(s, `\`) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+4 <= len(s) {
			if n, err := strconv.ParseUint(s[i+1:i+4], 8, 8); err == nil {
				b.WriteByte(byte(n))
				i += 3
				continue
			}
		}
		b.WriteByte(s[i])
	}
	return b.String()
}
