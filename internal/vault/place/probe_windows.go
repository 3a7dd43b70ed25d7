package place

import (
	"path/filepath"
	"strings"

	"golang.org/x/sys/windows"
	"golang.org/x/sys/windows/registry"
)

// fsType asks for the drive that holds dir, also when it is mounted into a folder.
func fsType(dir string) (string, bool) {
	p, err := windows.UTF16PtrFromString(dir)
	if err != nil {
		return "", false
	}
	var root [windows.MAX_LONG_PATH]uint16
	if windows.GetVolumePathName(p, &root[0], uint32(len(root))) != nil {
		return "", false
	}
	if windows.GetDriveType(&root[0]) == windows.DRIVE_REMOTE {
		return "network drive " + strings.TrimRight(windows.UTF16ToString(root[:]), `\`), true
	}
	return "", false
}

// followLinks asks the system for the final name, which sees through links, junctions, subst drives and mapped network
// drives (those come back as \\server\share).
func followLinks(dir string) (string, error) {
	p, err := windows.UTF16PtrFromString(dir)
	if err != nil {
		return "", err
	}
	h, err := windows.CreateFile(p, 0, windows.FILE_SHARE_READ|windows.FILE_SHARE_WRITE|windows.FILE_SHARE_DELETE, nil,
		windows.OPEN_EXISTING, windows.FILE_FLAG_BACKUP_SEMANTICS, 0)
	if err == nil {
		defer windows.CloseHandle(h)
		var buf [windows.MAX_LONG_PATH]uint16
		if n, err := windows.GetFinalPathNameByHandle(h, &buf[0], uint32(len(buf)), 0); err == nil && int(n) < len(buf) {
			return windows.UTF16ToString(buf[:n]), nil
		}
	}
	return filepath.EvalSymlinks(dir)
}

// systemRoots reads the list that Windows keeps of the folders of cloud providers (OneDrive, Nextcloud, Dropbox,
// iCloud). A list that cannot be read is an empty one.
func systemRoots() []Root {
	const where = `SOFTWARE\Microsoft\Windows\CurrentVersion\Explorer\SyncRootManager`
	manager, err := registry.OpenKey(registry.LOCAL_MACHINE, where, registry.READ)
	if err != nil {
		return nil
	}
	defer manager.Close()
	providers, _ := manager.ReadSubKeyNames(-1)
	var roots []Root
	for _, provider := range providers {
		users, err := registry.OpenKey(registry.LOCAL_MACHINE, where+`\`+provider+`\UserSyncRoots`, registry.READ)
		if err != nil {
			continue
		}
		names, _ := users.ReadValueNames(-1)
		service, _, _ := strings.Cut(provider, "!")
		for _, name := range names {
			if folder, _, err := users.GetStringValue(name); err == nil && folder != "" {
				roots = append(roots, Root{Folder: folder, Service: service})
			}
		}
		users.Close()
	}
	return roots
}
