//go:build window && linux

package windowtest

import (
	"encoding/json"
	"strings"
	"testing"
	"time"
)

func TestTheTraceIsReadInLinesAndWaitedFor(t *testing.T) {
	tr := newTrace("")
	tr.take([]byte(`{"t":1,"event":"screen","name":"project"}` + "\n" + `{"t":2,"event":"resu`))
	if _, _, err := tr.await(0, "screen", []Match{With("name", "project")}, time.Minute); err != nil {
		t.Fatal(err)
	}
	if e, _, _ := tr.find(0, "results", nil); e != nil {
		t.Fatal("half a line was taken for a whole one")
	}
	go tr.take([]byte(`lts","n":3}` + "\n"))
	e, at, err := tr.await(0, "results", []Match{With("n", 3), Where("some", func(e Event) bool { return e.Number("n") > 0 })}, time.Minute)
	if err != nil || at != 1 || e.Number("n") != 3 {
		t.Fatalf("%v at %d: %v", e, at, err)
	}
	tr.mark()
	if e, _, _ := tr.find(tr.from, "screen", nil); e != nil {
		t.Fatal("a mark did not hide what came before it")
	}
	if _, _, err := tr.await(tr.from, "saved", []Match{With("kind", "plan_action")}, time.Nanosecond); err == nil || !strings.Contains(err.Error(), `"saved" kind=plan_action`) {
		t.Fatalf("a wait in vain says: %v", err)
	}
	tr.add(Event{"event": "exited"})
	if _, _, err := tr.await(0, "saved", nil, time.Minute); err == nil || !strings.Contains(err.Error(), "ended") {
		t.Fatalf("a wait for a program that has ended says: %v", err)
	}
}

func TestAComplaintOfTheToolkitIsFound(t *testing.T) {
	said := "2026/01/01 ok\n2026/01/01 *** Error in Fyne call thread, this should have been called in fyne.Do[AndWait] ***\n  From: ui/x.go:3\n"
	if got := complaints(said); len(got) != 1 || !strings.Contains(got[0], "ui/x.go:3") {
		t.Fatalf("found %q", got)
	}
	if got := complaints("WARNING: DATA RACE\npanic: nil\nfatal error: out of memory"); len(got) != 3 {
		t.Fatalf("found %q", got)
	}
	if got := complaints("2026/01/01 INFO started\n"); len(got) != 0 {
		t.Fatalf("found %q", got)
	}
}

func TestLayoutsAreReadByName(t *testing.T) {
	var e Event
	if err := json.Unmarshal([]byte(`{"event":"layout","widgets":[{"name":"a.b","x":1,"y":2,"w":30,"h":4,"focused":true},{"name":"c","x":0,"y":0,"w":1,"h":1}]}`), &e); err != nil {
		t.Fatal(err)
	}
	all, err := spots(e)
	if err != nil || len(all) != 2 || !all["a.b"].Focused || all["a.b"].W != 30 || names(all) != "a.b, c" {
		t.Fatalf("%+v %v", all, err)
	}
}
