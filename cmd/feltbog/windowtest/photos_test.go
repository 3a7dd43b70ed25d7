//go:build window && linux

package windowtest

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
)

// moment is a time as cameras write it into a file.
var moment = regexp.MustCompile(`[12][0-9]{3}:[01][0-9]:[0-3][0-9] [0-2][0-9]:[0-5][0-9]:[0-5][0-9]\x00`)

// strange is what tells of one more time: in another zone, from another program, or of a clock that was never set.
var strange = regexp.MustCompile(`ns\.adobe\.com/xap|Photoshop 3\.0|[+-][0-9]{2}:[0-9]{2}\x00|0000:00:00`)

// photographs writes n pictures into a folder as if they had been taken at certain times, and nothing else of them is
// changed: real ones where FELTBOG_CORPUS names a collection, else the drawn ones of the sample project.
func (m *machine) photographs(dir string, n int, taken func(i int) time.Time) {
	m.t.Helper()
	work := m.t.TempDir()
	from := filepath.Join(work, "drawn")
	if c := os.Getenv("FELTBOG_CORPUS"); c != "" {
		from = filepath.Join(c, "good")
	} else {
		vault := filepath.Join(work, "Lillerup.feltbog")
		m.Ctl(vault, "demo", vault, "--pictures-out", from)
	}
	files, err := filepath.Glob(filepath.Join(from, "*.[jJ][pP][gG]"))
	if err != nil {
		m.t.Fatal(err)
	}
	made := 0
	for at := 0; made < n; at++ {
		if at >= 4*len(files) || len(files) == 0 {
			m.t.Fatalf("%d of %d pictures, from %d files", made, n, len(files))
		}
		b, err := os.ReadFile(files[at%len(files)])
		if err != nil {
			m.t.Fatal(err)
		}
		head := b[:min(len(b), 64<<10)]
		if !moment.Match(head) || strange.Match(head) {
			continue
		}
		stamp := []byte(taken(made).Format("2006:01:02 15:04:05") + "\x00")
		for _, found := range moment.FindAllIndex(head, -1) {
			copy(b[found[0]:], stamp)
		}
		made++
		name := fmt.Sprintf("IMG_%04d.JPG", made)
		if err := os.WriteFile(filepath.Join(dir, name), b, 0o600); err != nil {
			m.t.Fatal(err)
		}
	}
}

// TestFiftyPicturesComeInAreMatchedAndTaggedInFewActions is the evening after an etnoraid: chords and clicks from outside
// are counted, and what came of them is read from the killed program's vault.
func TestFiftyPicturesComeInAreMatchedAndTaggedInFewActions(t *testing.T) {
	const groups, each, planned = 5, 10, 25
	m := newMachine(t)
	vault := filepath.Join(t.TempDir(), "Billeder.feltbog")
	m.Ctl(vault, "init", "--name", "Billeder", "--device", "Bærbar 1")
	day := time.Now().AddDate(0, 0, -1).Truncate(24 * time.Hour)
	starts := func(i int) time.Time { return day.Add(time.Duration(9+2*(i/each)) * time.Hour) }
	at := day
	p, err := app.Open(t.Context(), vault, app.Unlock{Passphrase: phrase},
		app.Options{Config: m.path("feltbog-data"), Anywhere: true, Now: func() time.Time { return at }})
	if err != nil {
		t.Fatal(err)
	}
	for g := range groups {
		if _, err := p.TagNamed(t.Context(), fmt.Sprintf("mærkat %d", g+1)); err != nil {
			t.Fatal(err)
		}
		at = starts(g * each)
		id, err := p.StartSession(t.Context(), app.NewSession{Type: feltbog.Interview, PlaceName: fmt.Sprintf("Køkken %d", g+1)})
		if err == nil {
			at = at.Add(time.Hour)
			err = p.EndSession(t.Context(), id)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	// The dialog of the toolkit begins in one's home, so the card is that.
	m.photographs(m.home, groups*each, func(i int) time.Time { return starts(i).Add(time.Duration(5+5*(i%each)) * time.Minute) })

	a := m.Start("--vault", vault, "--size", "1440x900")
	a.Wait("shown", With("name", "door"))
	unlock(a, phrase)
	a.Wait("unlocked")
	a.Key("F4")
	a.Wait("shown", With("name", "photos"))

	a.actions = 0
	begun := time.Now()
	a.Key("ctrl+o")
	a.chooseHere()
	a.Wait("dialog", With("name", "photos.bring"))
	a.Click("photos.bring.do")
	first := a.Wait("shown", With("name", "photos"), Where("some picture", func(e Event) bool { return e.Number("all") > 0 }))
	done := a.Wait("brought", With("added", groups*each), With("failed", false))
	t.Logf("%d pictures came in within %.1f s; the first were in the grid %d ms before the last was ready", groups*each,
		time.Since(begun).Seconds(), done.Number("t")-first.Number("t"))

	a.Wait("matches", With("n", groups*each), With("sessions", groups))
	a.Shot("photos-match")
	a.Key("Return")
	a.Wait("matched", With("n", groups*each))
	a.Wait("shown", With("name", "photos"), With("rows", groups*each))

	for g := range groups {
		a.Mark()
		if g > 0 {
			a.Key("Escape", "ctrl+Down")
		}
		a.Key("ctrl+a")
		a.Wait("picked", With("n", each))
		a.Key(fmt.Sprint(g + 1))
		a.Wait("tagged", With("n", each), With("on", true))
	}
	a.Shot("photos-tagged")
	t.Logf("to bring %d pictures in, match them and tag them in %d groups: %d actions, of %d", groups*each, groups, a.actions, planned)
	if a.actions > planned {
		t.Errorf("it takes %d actions, %d are planned", a.actions, planned)
	}

	a.Kill9()
	var photos []struct {
		Session string
		Tags    []string
	}
	if err := json.Unmarshal([]byte(m.Ctl(vault, "photo", "list", "--json")), &photos); err != nil {
		t.Fatal(err)
	}
	bySession, byTag := map[string]int{}, map[string]int{}
	for _, o := range photos {
		bySession[o.Session]++
		byTag[strings.Join(o.Tags, "+")]++
	}
	if len(photos) != groups*each || len(bySession) != groups || len(byTag) != groups || bySession[""] > 0 || byTag[""] > 0 {
		t.Errorf("%d pictures; by session %v, by tag %v", len(photos), bySession, byTag)
	}
	for tag, n := range byTag {
		if n != each {
			t.Errorf("%q is on %d pictures", tag, n)
		}
	}
	m.Ctl(vault, "verify", "--deep") // ends the test when something is not whole
}
