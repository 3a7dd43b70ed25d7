package photo

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"feltbog/internal/feltbog"
)

func TestMain(m *testing.M) {
	Main()
	os.Exit(m.Run())
}

// row is one line of the collection's list.
type row struct {
	file, format, camera, date string
	gps                        bool
	width, height, orientation int
}

// corpus reads the list of the collection of real pictures; without one the test is skipped with a word.
func corpus(t *testing.T) (string, []row) {
	t.Helper()
	dir := os.Getenv("FELTBOG_CORPUS")
	if dir == "" {
		t.Skip("FELTBOG_CORPUS is not set, so no real pictures are read")
	}
	f, err := os.Open(filepath.Join(dir, "MANIFEST.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []row
	for s, first := bufio.NewScanner(f), true; s.Scan(); first = false {
		c := strings.Split(s.Text(), "\t")
		if first || len(c) < 10 {
			continue
		}
		r := row{file: c[0], format: c[5], camera: c[6], gps: c[7] == "yes", date: c[9]}
		r.width, _ = strconv.Atoi(c[3])
		r.height, _ = strconv.Atoi(c[4])
		r.orientation, _ = strconv.Atoi(c[8])
		out = append(out, r)
	}
	return dir, out
}

func read(t *testing.T, dir, file string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(dir, file))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// unread are the pictures of the collection that are not shown, or not said rightly, and why.
var unread = map[string]string{
	"good/Animation_Lossy.webp":                 "the library reads no moving WebP",
	"good/Sony_DSC-HX5V_2_.jpg":                 "an entry without a type stops the library before the date",
	"good/4c5b82ba0a9c12356007bd71e52185b2.png": "its XMP stands in a block that nobody else writes",
	"good/issue-590.png":                        "its EXIF stands in a block that nobody else writes",
	"good/bd927c8547634cdbdd22af0afe818a9b.png": "its checksum is wrong",
}

// nowhere are those that have tags of a position and no position that is said.
var nowhere = map[string]string{
	"good/issue-590.png":                  "its EXIF stands in a block that nobody else writes",
	"good/FurnaceCreekInn.jpg":            "the pointer to its position is wrong",
	"good/Issue_308.jpg":                  "it says 0, 0",
	"good/Samsung_GT-I9000_Galaxy_S_.jpg": "it says 0, 0",
	"good/Leica_T_Typ_701_.jpg":           "its position is void",
	"good/Sony_DSC-HX5V_2_.jpg":           "an entry without a type stops the library before it",
}

func TestEveryRealPictureIsUprightWithItsTimeSizeAndCamera(t *testing.T) {
	dir, rows := corpus(t)
	n, bad := 0, 0
	for _, r := range rows {
		if !strings.HasPrefix(r.file, "good/") && !strings.HasPrefix(r.file, "orientation/") && !strings.HasPrefix(r.file, "heic/") {
			continue
		}
		heic := strings.HasPrefix(r.file, "heic/")
		b := read(t, dir, r.file)
		f := Sniff(b)
		if !heic && f != Raw {
			n++
		}
		m := ReadMetadata(f, b, time.UTC)
		var faults []string
		tr, err := Travelling(context.Background(), f, b, m, nil)
		switch {
		case err != nil:
			faults = append(faults, err.Error())
		case tr.Partial != nil:
			if !heic && f != Raw {
				faults = append(faults, tr.Partial.Error())
			}
		case heic && tr.Size == Size{r.height, r.width}: // the list has it as it is stored
		case tr.Size != expected(r, f):
			faults = append(faults, fmt.Sprintf("size %v, want %v", tr.Size, expected(r, f)))
		}
		if err == nil {
			if _, err := Thumb(tr.JPEG); err != nil {
				faults = append(faults, "thumb: "+err.Error())
			}
		}
		if want, _, ok := parseTime(r.date, "", time.UTC); ok && !sameClock(m.Taken, want) {
			got := m.Taken.Format(time.RFC3339)
			faults = append(faults, fmt.Sprintf("taken %s, want %s", got, r.date))
		}
		if r.camera != "" && strings.Join(strings.Fields(m.Camera), " ") != r.camera && !strings.HasSuffix(r.camera, m.Camera) {
			faults = append(faults, fmt.Sprintf("camera %q, want %q", m.Camera, r.camera))
		}
		if why, known := nowhere[r.file]; r.gps != (m.Spot != nil) && !known {
			t.Errorf("%s: position %v", r.file, m.Spot)
		} else if known && m.Spot != nil {
			t.Errorf("%s has a position, though %s", r.file, why)
		}
		if len(faults) == 0 {
			continue
		}
		why := strings.Join(faults, "; ")
		if heic || f == Raw {
			t.Logf("%s: %s", r.file, why)
			continue
		}
		bad++
		if _, known := unread[r.file]; !known {
			t.Errorf("%s (%s): %s", r.file, f, why)
		}
	}
	t.Logf("%d of %d pictures are exceptions; the child used at most %d MB", bad, n, PeakMemory()>>20)
	if bad*100 > 3*n {
		t.Errorf("%d of %d pictures are exceptions, more than 3 %%", bad, n)
	}
}

// sameClock compares what two clocks on the wall show, to the second.
func sameClock(a, b time.Time) bool {
	return a.Format("2006-01-02 15:04:05") == b.Format("2006-01-02 15:04:05")
}

// expected is the size of the upright picture.
func expected(r row, f Format) Size {
	s := Size{r.width, r.height}
	if f == HEIC {
		return s
	}
	return turned(s, r.orientation)
}

func TestNoDamagedPictureHarmsTheProgram(t *testing.T) {
	dir, rows := corpus(t)
	var peak int64
	reasons := map[string]int{}
	for _, r := range rows {
		if !strings.HasPrefix(r.file, "broken/") {
			continue
		}
		b := read(t, dir, r.file)
		begun := time.Now()
		f := Sniff(b)
		m := ReadMetadata(f, b, time.UTC)
		_, err := Rough(context.Background(), f, b, m)
		if err == nil {
			var tr Travel
			if tr, err = Travelling(context.Background(), f, b, m, nil); err == nil {
				_, err = Thumb(tr.JPEG)
			}
		}
		if took := time.Since(begun); took > time.Second {
			t.Logf("%s took %v (%v)", r.file, took.Round(time.Millisecond), err)
		}
		peak = max(peak, PeakMemory())
		if err == nil {
			reasons["a picture"]++
			continue
		}
		var e *feltbog.Error
		if !errors.As(err, &e) || e.Code != feltbog.EDamaged || e.Key == "" {
			t.Errorf("%s gave no reason that can be shown: %v", r.file, err)
			continue
		}
		reasons[e.Key]++
	}
	t.Logf("reasons: %v; the child used at most %d MB", reasons, peak>>20)
	if peak > 700<<20 {
		t.Errorf("the child used %d MB", peak>>20)
	}
}

func TestAStrippedPictureSaysNothingBesideItsPixels(t *testing.T) {
	dir, rows := corpus(t)
	tool, err := exec.LookPath("exiftool")
	if err != nil {
		t.Skip("exiftool is not installed")
	}
	out := t.TempDir()
	for i, r := range rows {
		if !strings.HasPrefix(r.file, "good/") && !strings.HasPrefix(r.file, "orientation/") {
			continue
		}
		b := read(t, dir, r.file)
		f := Sniff(b)
		tr, err := Travelling(context.Background(), f, b, ReadMetadata(f, b, time.UTC), nil)
		if err != nil {
			continue
		}
		if err := os.WriteFile(filepath.Join(out, fmt.Sprintf("%d.jpg", i)), tr.JPEG, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	said, err := exec.Command(tool, "-q", "-a", "-G1", "-s", "-EXIF:all", "-XMP:all", "-IPTC:all", "-MakerNotes:all", "-Photoshop:all", "-Comment", "-MPF:all", "-Trailer:all", "-r", out).CombinedOutput()
	if err != nil {
		t.Fatalf("exiftool: %v\n%s", err, said)
	}
	for _, line := range strings.Split(string(said), "\n") {
		if strings.TrimSpace(line) != "" && !strings.HasPrefix(line, "=====") && !strings.Contains(line, "Orientation") {
			t.Errorf("a stripped picture says: %s", line)
		}
	}
}
