package vault

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"

	"feltbog/internal/feltbog"
	"feltbog/internal/vault/place"
)

const manifestFormat = 1

// manifest describes a snapshot. It holds nothing secret.
type manifest struct {
	Format int             `json:"format"`
	Vault  feltbog.ID      `json:"vault"`
	At     feltbog.Instant `json:"at"`
	Member feltbog.ID      `json:"member"` // whose machine made it, and who goes on with it
	Spaces []spaceEntry    `json:"spaces"`
	Closed []string        `json:"closed,omitempty"` // files of spaces that were locked; copied as they are
	Media  []mediaEntry    `json:"media"`
	// Sums holds the SHA-256 of each file beside the manifest, Check that of the manifest itself with zeros in its place.
	Sums  map[string]string `json:"sums"`
	Check string            `json:"check"`
}

type spaceEntry struct {
	ID   feltbog.ID        `json:"id"`
	Kind feltbog.SpaceKind `json:"kind"`
	File string            `json:"file"`
}

// noCheck stands where the manifest's own sum will be.
var noCheck = strings.Repeat("0", 2*sha256.Size)

// writeManifest sums up what lies in the snapshot's folder and writes its manifest, which makes it a whole snapshot.
// The sums are what a restore goes by: a value that cannot be opened because its key was erased looks like one that
// cannot be opened because a bit of it flipped.
func writeManifest(dir string, m manifest) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	m.Sums, m.Check = map[string]string{}, noCheck
	for _, e := range entries {
		if m.Sums[e.Name()], err = sumFile(filepath.Join(dir, e.Name())); err != nil {
			return err
		}
	}
	b, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return err
	}
	sum := sha256.Sum256(b)
	b = bytes.Replace(b, []byte(`"check": "`+noCheck), []byte(`"check": "`+hex.EncodeToString(sum[:])), 1)
	return place.AtomicWrite(filepath.Join(dir, manifestFile), b)
}

// checkFits reports whether the manifest's bytes are those that its own sum was made of.
func checkFits(b []byte, check string) bool {
	sum := sha256.Sum256(bytes.Replace(b, []byte(`"check": "`+check), []byte(`"check": "`+noCheck), 1))
	return check == hex.EncodeToString(sum[:])
}

// whole checks that every file of a snapshot is there and as it was written.
func (m manifest) whole(dir string) error {
	for name, want := range m.Sums {
		path := filepath.Join(dir, filepath.Base(name))
		have, err := sumFile(path)
		if os.IsNotExist(err) {
			return feltbog.Errorf(feltbog.EMissing, "backup.file", "the backup lacks %s; nothing was changed", path).With("file", path)
		}
		if err != nil {
			return err
		}
		if have != want {
			return feltbog.Errorf(feltbog.EDamaged, "backup.damaged", "%s is damaged; nothing was changed. Take another backup", path).With("file", path)
		}
	}
	return nil
}

// sumFile returns the SHA-256 of a file that no database is open on.
func sumFile(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

func readManifest(dir string) (manifest, error) {
	var m manifest
	path := filepath.Join(dir, manifestFile)
	b, err := os.ReadFile(path)
	if err != nil {
		return m, err
	}
	if err := json.Unmarshal(b, &m); err != nil {
		return m, feltbog.Errorf(feltbog.EDamaged, "backup.damaged", "%s cannot be read: the backup is damaged: %w", path, err).With("file", path)
	}
	if m.Format <= manifestFormat && !checkFits(b, m.Check) {
		return m, feltbog.Errorf(feltbog.EDamaged, "backup.damaged", "%s is not as it was written: the backup is damaged", path).With("file", path)
	}
	if m.Format > manifestFormat {
		return m, feltbog.Errorf(feltbog.EDamaged, "vault.newer",
			"%s was made with a newer version of Feltbog; nothing was changed. Install the newer version to open it", dir).With("file", dir)
	}
	return m, nil
}
