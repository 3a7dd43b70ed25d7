package place

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"feltbog/internal/feltbog"
)

// machine is an invented computer: which folders hold which markers, and what its environment says.
type machine struct {
	goos, home string
	env        map[string]string
	files      map[string]string // path -> content; a trailing slash makes a folder
	links      map[string]string
	roots      []Root
	fstype     string
	remote     bool
}

func (m machine) probe() Probe {
	return Probe{
		GOOS: m.goos, Home: m.home,
		Env: func(n string) string { return m.env[n] },
		Resolve: func(dir string) (string, error) {
			for from, to := range m.links {
				if rest, ok := strings.CutPrefix(dir, from); ok {
					return to + rest, nil
				}
			}
			return dir, nil
		},
		List: func(dir string) []Entry {
			var out []Entry
			for f := range m.files {
				name, isDir := strings.CutSuffix(f, "/")
				if at := strings.LastIndex(name, "/"); name[:at] == strings.TrimRight(dir, "/") {
					out = append(out, Entry{Name: name[at+1:], Dir: isDir})
				}
			}
			return out
		},
		Read: func(path string) ([]byte, error) {
			if c, ok := m.files[strings.ReplaceAll(path, `\`, "/")]; ok {
				return []byte(c), nil
			}
			return nil, fs.ErrNotExist
		},
		Roots:  func() []Root { return m.roots },
		FSType: func(string) (string, bool) { return m.fstype, m.remote },
	}
}

func TestVaultsAreRefusedInSyncedFolders(t *testing.T) {
	linux := machine{goos: "linux", home: "/home/ida"}
	mac := machine{goos: "darwin", home: "/Users/ida"}
	win := machine{goos: "windows", home: `C:\Users\ida`}
	with := func(m machine, change func(*machine)) machine { change(&m); return m }
	file := func(m machine, path, content string) machine {
		m.files = map[string]string{path: content}
		return m
	}
	for _, c := range []struct {
		name    string
		m       machine
		dir     string
		service string // "" means allowed
	}{
		{"a plain home folder is fine", linux, "/home/ida/felt/strand.feltbog", ""},
		{"Nextcloud by name", linux, "/home/ida/Nextcloud/strand.feltbog", "Nextcloud"},
		{"Nextcloud by its database, whatever the folder is called", file(linux, "/home/ida/Sky/.sync_8ff21d7f4b4a.db", ""), "/home/ida/Sky/a/b.feltbog", "Nextcloud"},
		{"Nextcloud by its log", file(linux, "/home/ida/Sky/.nextcloudsync.log", ""), "/home/ida/Sky/b.feltbog", "Nextcloud"},
		{"ownCloud by its log", file(linux, "/data/oc/.owncloudsync.log", ""), "/data/oc/b.feltbog", "ownCloud"},
		{"Syncthing by its marker", file(linux, "/home/ida/Sync/.stfolder/", ""), "/home/ida/Sync/x/b.feltbog", "Syncthing"},
		{"Dropbox by name", linux, "/home/ida/Dropbox (Privat)/b.feltbog", "Dropbox"},
		{"Dropbox by marker", file(linux, "/mnt/d/.dropbox", ""), "/mnt/d/b.feltbog", "Dropbox"},
		{"the settings folder ~/.dropbox is no marker", file(linux, "/home/ida/.dropbox/", ""), "/home/ida/b.feltbog", ""},
		{"the settings file ~/.dropbox is no marker", file(linux, "/home/ida/.dropbox", ""), "/home/ida/b.feltbog", ""},
		{"Dropbox by its own settings", file(linux, "/home/ida/.dropbox/info.json", `{"personal":{"path":"/data/boks"}}`), "/data/boks/b.feltbog", "Dropbox"},
		{"broken Dropbox settings are no obstacle", file(linux, "/home/ida/.dropbox/info.json", `{`), "/data/boks/b.feltbog", ""},
		{"a folder that begins like a root is not in it", file(linux, "/home/ida/.dropbox/info.json", `{"personal":{"path":"/data/boks"}}`), "/data/boks2/b.feltbog", ""},
		{"MEGA directly at home", linux, "/home/ida/MEGA/b.feltbog", "MEGA"},
		{"a folder called Mega elsewhere is a folder", linux, "/srv/mega/b.feltbog", ""},
		{"a folder called Box elsewhere is a folder", linux, "/home/ida/felt/Box/b.feltbog", ""},
		{"Box at home", mac, "/Users/ida/Box/b.feltbog", "Box"},
		{"pCloud", linux, "/home/ida/pCloudDrive/b.feltbog", "pCloud"},
		{"iCloud Drive", mac, "/Users/ida/Library/Mobile Documents/com~apple~CloudDocs/b.feltbog", "iCloud Drive"},
		{"OneDrive on macOS", mac, "/Users/ida/Library/CloudStorage/OneDrive-KommunenAS/b.feltbog", "OneDrive"},
		{"Google Drive on macOS", mac, "/Users/ida/Library/CloudStorage/GoogleDrive-ida@x.dk/b.feltbog", "Google Drive"},
		{"OneDrive by name", win, `C:\Users\ida\OneDrive - Kommunen\Dokumenter\b.feltbog`, "OneDrive"},
		{"OneDrive by environment", with(win, func(m *machine) { m.env = map[string]string{"OneDriveCommercial": `D:\Sky`} }), `d:\sky\b.feltbog`, "OneDrive"},
		{"a long path is the same path", with(win, func(m *machine) { m.env = map[string]string{"OneDrive": `D:\Sky`} }), `\\?\D:\Sky\b.feltbog`, "OneDrive"},
		{"a root that Windows knows", with(win, func(m *machine) { m.roots = []Root{{`E:\Delt`, "Nextcloud"}} }), `E:\Delt\b.feltbog`, "Nextcloud"},
		{"the streamed Google drive", win, `G:\Mit drev\b.feltbog`, "Google Drive"},
		{"a marker at the top of a drive", file(win, "E:/.stfolder/", ""), `E:\felt\b.feltbog`, "Syncthing"},
		{"Windows home is fine", win, `C:\Users\ida\Feltbog\b.feltbog`, ""},
		{"a link into a synced folder", with(linux, func(m *machine) { m.links = map[string]string{"/home/ida/felt": "/home/ida/OneDrive"} }), "/home/ida/felt/b.feltbog", "OneDrive"},
		{"a link out of a synced folder", with(linux, func(m *machine) { m.links = map[string]string{"/home/ida/Nextcloud/f": "/data/f"} }), "/home/ida/Nextcloud/f/b.feltbog", "Nextcloud"},
	} {
		t.Run(c.name, func(t *testing.T) {
			err := c.m.probe().Check(c.dir)
			if c.service == "" {
				if err != nil {
					t.Fatalf("refused: %v", err)
				}
				return
			}
			var e *feltbog.Error
			if !errors.As(err, &e) || e.Code != feltbog.EUsage || e.Key != "vault.synced" {
				t.Fatalf("want vault.synced, got %v", err)
			}
			if e.Args["service"] != c.service || e.Args["folder"] != c.dir {
				t.Fatalf("args %v", e.Args)
			}
		})
	}
}

func TestVaultsAreRefusedOnNetworkDrives(t *testing.T) {
	for name, c := range map[string]struct {
		m    machine
		dir  string
		kind string
	}{
		"NFS":                    {machine{goos: "linux", fstype: "nfs4", remote: true}, "/mnt/fælles/b.feltbog", "nfs4"},
		"a UNC path":             {machine{goos: "windows"}, `\\server\fælles\b.feltbog`, "UNC"},
		"a long UNC path":        {machine{goos: "windows"}, `\\?\UNC\server\fælles\b.feltbog`, "UNC"},
		"a mapped drive":         {machine{goos: "windows", links: map[string]string{`H:`: `\\?\UNC\server\ida`}}, `H:\b.feltbog`, "UNC"},
		"a drive of remote type": {machine{goos: "windows", fstype: "network drive H:", remote: true}, `H:\b.feltbog`, "network drive H:"},
	} {
		var e *feltbog.Error
		err := c.m.probe().Check(c.dir)
		if !errors.As(err, &e) || e.Code != feltbog.EUsage || e.Key != "vault.network" || e.Args["type"] != c.kind {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

func TestMountTableTellsNetworkFromDisk(t *testing.T) {
	const table = `27 1 254:0 / / rw - ext4 /dev/vda rw
30 27 0:40 / /home/ida/fj\303\246lles rw shared:1 - cifs //srv/x rw
31 27 0:41 / /mnt/dav rw - fuse https://sky.example/dav rw
32 27 0:42 / /mnt/ssh\040disk rw - fuse.sshfs ida@host:/ rw
33 27 8:1 / /media/usb rw - fuseblk /dev/sdb1 rw
34 27 0:43 / /mnt/auto rw - autofs systemd-1 rw
35 34 0:44 / /mnt/auto rw - nfs4 host:/x rw
not a line
`
	for dir, want := range map[string]struct {
		kind   string
		remote bool
	}{
		"/home/ida/felt":     {"ext4", false},
		"/home/ida/fjælles":  {"cifs", true},
		"/home/ida/fjælles2": {"ext4", false},
		"/mnt/dav/x":         {"fuse", true},
		"/mnt/ssh disk/x":    {"fuse.sshfs", true},
		"/media/usb/x":       {"fuseblk", false},
		"/mnt/auto/x":        {"nfs4", true},
		"/":                  {"ext4", false},
	} {
		if kind, remote := mountOf(table, dir); kind != want.kind || remote != want.remote {
			t.Errorf("%s: got %s %v", dir, kind, remote)
		}
	}
}

func TestThisMachineAllowsItsOwnTemporaryFolder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "not", "yet", "there.feltbog")
	if err := Check(dir); err != nil {
		t.Fatal(err)
	}
}

func TestALinkIntoASyncedFolderIsSeenOnTheRealDisk(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("making links needs a privilege on Windows")
	}
	base := t.TempDir()
	synced := filepath.Join(base, "delt")
	if err := os.MkdirAll(filepath.Join(synced, ".stfolder"), 0o700); err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(base, "felt")
	if err := os.Symlink(synced, link); err != nil {
		t.Fatal(err)
	}
	var e *feltbog.Error
	if err := Check(filepath.Join(link, "ny.feltbog")); !errors.As(err, &e) || e.Args["service"] != "Syncthing" {
		t.Fatalf("got %v", err)
	}
}
