//go:build window && linux

package windowtest

import (
	"encoding/json"
	"image/color"
	"image/jpeg"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestAFaceIsCoveredByKeysAloneAndLeavesCovered draws a box in the real window, has the copy made and lets it out, and
// reads the file that was written: what lay below the box is not in it.
func TestAFaceIsCoveredByKeysAloneAndLeavesCovered(t *testing.T) {
	m := newMachine(t)
	vault := filepath.Join(t.TempDir(), "Billeder.feltbog")
	m.Ctl(vault, "init", "--name", "Billeder", "--device", "Bærbar 1")
	card, colour := t.TempDir(), color.RGBA{60, 160, 80, 255}
	slate(t, filepath.Join(card, "bente.jpg"), colour)
	var in struct{ Imported []string }
	if err := json.Unmarshal([]byte(m.Ctl(vault, "photo", "import", card, "--json")), &in); err != nil || len(in.Imported) != 1 {
		t.Fatal(in, err)
	}
	m.Ctl(vault, "rights", "set", in.Imported[0], "--children", "no")

	a := m.Start("--vault", vault, "--size", "1440x900")
	a.Wait("shown", With("name", "door"))
	unlock(a, phrase)
	a.Wait("unlocked")
	a.Key("F4")
	a.Wait("shown", With("name", "photos"), With("rows", 1))
	a.Wait("shown", With("name", "photo"))
	a.Key("f")
	a.Wait("proposed", With("n", 0))
	a.Focused("photos.picture")
	a.Mark()
	a.Key("f")
	a.Wait("covered", With("n", 1))
	a.Mark()
	a.Key("Left", "Left", "Up")
	a.Wait("saved", With("kind", "redaction"))
	a.Shot("redact-drawn")
	a.Mark()
	a.Key("ctrl+Return")
	a.Wait("redacted", With("failed", false))
	a.Wait("shown", With("name", "photo"))
	a.Shot("redact-made")

	to := filepath.Join(m.home, "ud")
	if err := os.Mkdir(to, 0o700); err != nil {
		t.Fatal(err)
	}
	a.Key("ctrl+shift+e")
	a.Wait("asked", With("name", "photos.export"), With("held", 0))
	a.Focused("photos.export.recipient")
	a.Type("Lillerup Kommune")
	a.TabTo("photos.export.reason")
	a.Type("Til rapporten")
	a.TabTo("photos.export.folder")
	a.Type(to)
	a.Shot("redact-export")
	a.Key("Return")
	a.Wait("exported", With("n", 1), With("held", 0), With("failed", false))

	files, err := os.ReadDir(to)
	if err != nil || len(files) != 1 || strings.Contains(files[0].Name(), "bente") {
		t.Fatal(files, err)
	}
	path := filepath.Join(to, files[0].Name())
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	img, err := jpeg.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	b := img.Bounds()
	at := func(x, y float64) color.RGBA {
		return color.RGBAModel.Convert(img.At(b.Min.X+int(x*float64(b.Dx())), b.Min.Y+int(y*float64(b.Dy())))).(color.RGBA)
	}
	under := at(0.48, 0.49) // the box is a tenth wide, in the middle, and was moved by two steps
	for _, p := range [][2]float64{{0.43, 0.44}, {0.53, 0.44}, {0.43, 0.54}, {0.53, 0.54}} {
		if c := at(p[0], p[1]); c != under || c.R > 4 || c.G > 4 || c.B > 4 {
			t.Errorf("below the box there is %v at %v", c, p)
		}
	}
	for _, p := range [][2]float64{{0.3, 0.5}, {0.7, 0.5}, {0.5, 0.3}, {0.5, 0.7}} {
		if c := at(p[0], p[1]); c.G < colour.G-8 || c.G > colour.G+8 {
			t.Errorf("beside the box there is %v at %v", c, p)
		}
	}
	if tool, err := exec.LookPath("exiftool"); err == nil {
		said, err := exec.Command(tool, "-a", "-G1", "-EXIF:all", "-IPTC:all", "-XMP:all", "-ICC_Profile:all", "-Comment", "-ThumbnailImage", path).CombinedOutput()
		if err != nil || strings.TrimSpace(string(said)) != "" {
			t.Errorf("it carries %s %v", said, err)
		}
	}

	// Nobody may use it any more: the same way out is shut.
	a.Mark()
	a.Key("F9")
	a.Wait("barred", With("on", true))
	a.Key("ctrl+shift+e")
	a.Wait("asked", With("name", "photos.export"), With("held", 1))
	a.Kill9()
	if out := m.Ctl(vault, "redact", "list", in.Imported[0], "--json"); !strings.Contains(out, `"made": true`) && !strings.Contains(out, `"made":true`) {
		t.Errorf("the copy is gone: %s", out)
	}
	m.Ctl(vault, "verify", "--deep")
}
