package place

import (
	"encoding/json"
	"path"
	"strings"
)

// service is how one sync program is known by what it leaves behind. All names are lower case; a trailing * in
// folders is a prefix, markers are path.Match patterns.
type service struct {
	name    string
	folders []string // folder names that nothing but this service makes
	atHome  []string // common words, so they count only directly in the home folder
	files   []string // files that lie in the root of a synced folder
	dirs    []string // folders that lie in the root of a synced folder
	env     []string // environment variables that hold the root
}

// services is deliberately a table: it is the part of this package that has to grow when users report a program.
var services = []service{
	{name: "OneDrive", folders: []string{"onedrive", "onedrive - *", "skydrive"}, env: []string{"OneDrive", "OneDriveConsumer", "OneDriveCommercial"},
		files: []string{".849c9593-d756-4e56-8d6e-42412f2a707b"}},
	{name: "Dropbox", folders: []string{"dropbox", "dropbox (*"}, files: []string{".dropbox"}, dirs: []string{".dropbox.cache"}},
	{name: "Nextcloud", folders: []string{"nextcloud"}, files: []string{".nextcloudsync.log", ".sync_*.db"}},
	{name: "ownCloud", folders: []string{"owncloud"}, files: []string{".owncloudsync.log", "._sync_*.db", ".csync_journal.db"}},
	{name: "iCloud Drive", folders: []string{"icloud drive", "iclouddrive", "com~apple~clouddocs"}},
	{name: "Google Drive", folders: []string{"google drive", "googledrive", "google drev"}, dirs: []string{".tmp.driveupload", ".tmp.drivedownload"}},
	{name: "Syncthing", files: []string{".stfolder"}, dirs: []string{".stfolder"}},
	{name: "Resilio Sync", folders: []string{"resilio sync"}, dirs: []string{".sync"}},
	{name: "Box", folders: []string{"box sync", "box-box"}, atHome: []string{"box"}},
	{name: "pCloud", folders: []string{"pcloud drive", "pclouddrive", "pcloud sync"}},
	{name: "MEGA", folders: []string{"megasync"}, atHome: []string{"mega"}, files: []string{".megaignore"}},
	{name: "Seafile", folders: []string{"seafile", "seadrive", "seadrive_root"}},
	{name: "Synology Drive", folders: []string{"synologydrive", "synology drive"}},
	{name: "Proton Drive", folders: []string{"proton drive", "protondrive"}},
	{name: "Tresorit", folders: []string{"tresorit", "my tresors"}},
}

// syncedBy names the service that keeps path in step with other machines, "" when none is known to.
func (p Probe) syncedBy(path string) string {
	for _, r := range p.knownRoots() {
		if p.within(path, r.Folder) {
			return r.Service
		}
	}
	if s := p.byFolderName(path); s != "" {
		return s
	}
	return p.byMarker(path)
}

// knownRoots lists the sync folders that the environment, Dropbox's own settings and the system name.
func (p Probe) knownRoots() []Root {
	roots := p.Roots()
	for _, s := range services {
		for _, name := range s.env {
			if dir := p.Env(name); dir != "" {
				roots = append(roots, Root{Folder: dir, Service: s.name})
			}
		}
	}
	for _, dir := range []string{p.Home + "/.dropbox", p.Env("APPDATA") + "/Dropbox", p.Env("LOCALAPPDATA") + "/Dropbox"} {
		b, err := p.Read(dir + "/info.json")
		if err != nil {
			continue
		}
		var accounts map[string]struct {
			Path string `json:"path"`
		}
		if json.Unmarshal(b, &accounts) != nil {
			continue
		}
		for _, a := range accounts {
			roots = append(roots, Root{Folder: a.Path, Service: "Dropbox"})
		}
	}
	return roots
}

// byFolderName looks for a telling folder name anywhere in path.
func (p Probe) byFolderName(dir string) string {
	segments := p.segments(dir)
	for i, name := range segments {
		for _, s := range services {
			for _, want := range s.folders {
				if prefix, ok := strings.CutSuffix(want, "*"); name == want || ok && strings.HasPrefix(name, prefix) {
					return s.name
				}
			}
			if p.isHome(segments[:i]) {
				for _, want := range s.atHome {
					if name == want {
						return s.name
					}
				}
			}
		}
		switch {
		case i > 0 && segments[i-1] == "library" && name == "cloudstorage": // every File Provider on macOS
			return cloudStorageName(segments[i+1:])
		case i > 0 && segments[i-1] == "library" && name == "mobile documents":
			return "iCloud Drive"
		case p.GOOS == "windows" && i == 1 && (name == "my drive" || name == "mit drev"): // the streamed drive letter
			return "Google Drive"
		}
	}
	return ""
}

// cloudStorageName names the service of ~/Library/CloudStorage/<service>-<account>.
func cloudStorageName(below []string) string {
	if len(below) > 0 {
		for _, s := range services {
			if strings.HasPrefix(below[0], strings.ToLower(strings.ReplaceAll(s.name, " ", ""))) {
				return s.name
			}
		}
	}
	return "CloudStorage"
}

// byMarker looks in every folder from dir upwards for what sync programs leave in the root of a synced folder. The
// home folder's own ~/.dropbox and ~/.sync are settings, not markers.
func (p Probe) byMarker(dir string) string {
	at := clean(p, dir)
	for {
		home := p.Home != "" && at == clean(p, p.Home)
		for _, e := range p.List(at) {
			if s := markedBy(e, home); s != "" {
				return s
			}
		}
		up := path.Dir(at)
		if strings.HasSuffix(up, ":") && at != up+"/" {
			up += "/" // "C:" alone would mean the current folder of that drive
		}
		if up == at || up == "." || strings.HasSuffix(up, ":") {
			return ""
		}
		at = up
	}
}

func markedBy(e Entry, home bool) string {
	name := strings.ToLower(e.Name)
	for _, s := range services {
		want := s.files
		if e.Dir {
			want = s.dirs
		}
		for _, pattern := range want {
			if home && (pattern == ".dropbox" || pattern == ".sync") {
				continue
			}
			if ok, _ := path.Match(pattern, name); ok {
				return s.name
			}
		}
	}
	return ""
}

// segments cuts a path into lower-case folder names.
func (p Probe) segments(dir string) []string {
	return strings.FieldsFunc(strings.ToLower(clean(p, dir)), func(r rune) bool { return r == '/' })
}

func (p Probe) isHome(segments []string) bool {
	return p.Home != "" && strings.Join(segments, "/") == strings.Join(p.segments(p.Home), "/")
}
