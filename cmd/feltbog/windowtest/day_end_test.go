//go:build window && linux

package windowtest

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"feltbog/internal/app"
	"feltbog/internal/bundle"
	"feltbog/internal/change"
	"feltbog/internal/feltbog"
	"feltbog/internal/testkit"
	"feltbog/internal/testkit/paper"
)

// findAgain searches on both machines for what was written on either.
func (d *day) findAgain() {
	for _, p := range d.at {
		for _, w := range d.Words {
			p.find(w)
			p.a.Key("Escape")
			p.a.Wait("dialog.closed")
		}
	}
}

// end ends the programs and looks through everything that left for whom it was about, and through the disks for what was
// written.
func (d *day) end() {
	own := map[feltbog.ID]feltbog.Kind{} // what exists for the team only
	for _, p := range []*place{d.at[0], d.at[1], d.guest} {
		p.a.Close()
		p.peek(func(ctx context.Context, o *app.Project) {
			for _, s := range feltbog.Schemas() {
				var all []app.Record
				if err := o.List(ctx, s.Kind, nil, 0, func(r app.Record) error { all = append(all, r); return nil }); err != nil {
					d.t.Fatal(err)
				}
				theirs := slices.Contains(append(feltbog.GuestKinds(), feltbog.KindWorkshop, feltbog.KindCard), s.Kind)
				switch {
				case p == d.guest && !theirs && len(all) > 0:
					d.t.Errorf("the guest has %d records of %s", len(all), s.Kind)
				case p != d.guest && !theirs:
					for _, r := range all {
						own[r.ID] = r.Kind
					}
				}
			}
		})
	}
	if len(own) < 60 {
		d.t.Errorf("the team has only %d records", len(own))
	}
	plain := d.opened(d.outside)
	if !bytes.Contains(plain, []byte(d.Board.Title)) {
		d.t.Error("in what is read of the guest's pakke stands nothing that was written")
	}
	d.clean("the guest's pakke", plain)
	for id, kind := range own {
		if bytes.Contains(plain, id[:]) || bytes.Contains(plain, []byte(id.String())) {
			d.t.Errorf("in the guest's pakke stands the id of a %s", kind)
		}
	}
	for _, mark := range []string{"Exif\x00\x00", "http://ns.adobe.com/", "Photoshop 3.0"} {
		if bytes.Contains(plain, []byte(mark)) {
			d.t.Errorf("a picture in the guest's pakke has kept %q", mark)
		}
	}

	papers, err := os.ReadDir(d.shown)
	if err != nil || len(papers) == 0 {
		d.t.Fatalf("nothing was shown to be printed: %v", err)
	}
	for _, e := range papers {
		b, err := os.ReadFile(filepath.Join(d.shown, e.Name()))
		if err != nil {
			d.t.Fatal(err)
		}
		text, err := paper.Text(b)
		if err != nil {
			d.t.Fatalf("%s: %v", e.Name(), err)
		}
		if !strings.Contains(text, "K-001") {
			d.t.Errorf("on %s stands no card", e.Name())
		}
		d.clean(e.Name(), []byte(strings.Join(strings.Fields(text), " ")))
		d.clean("the file of "+e.Name(), b)
	}

	noted := []string{d.Raid.Place, d.Raid.Lines[0].Text, d.Board.Readings[0].Text}
	for _, t := range d.Talks {
		noted = append(noted, t.Notes[0].Text)
	}
	seen := testkit.ScanTree(d.t, testkit.Markers(append(noted, d.Secrets...)...), d.at[0].home, d.at[1].home, d.guest.home, d.stick)
	d.t.Logf("%d records of the team, %d papers and %d bytes for a guest, %d files on the disks: none of %d names and numbers", len(own), len(papers), len(plain), seen, len(d.Secrets))
}

// clean fails when something that somebody outside the team can read names anybody.
func (d *day) clean(what string, b []byte) {
	lower := bytes.ToLower(b)
	for _, w := range d.Secrets {
		if bytes.Contains(lower, []byte(strings.ToLower(w))) {
			d.t.Errorf("%s says %q", what, w)
		}
	}
}

// opened is everything in a pakke that its receiver can read: what it says of itself, every change and every file.
func (d *day) opened(file string) []byte {
	f, err := os.Open(file)
	if err != nil {
		d.t.Fatal(err)
	}
	defer f.Close()
	key, err := bundle.PhraseKey(words())
	if err != nil {
		d.t.Fatal(err)
	}
	r, err := bundle.Open(f, key)
	if err != nil {
		d.t.Fatal(err)
	}
	var out bytes.Buffer
	fmt.Fprintf(&out, "%+v", r.Manifest())
	if err := r.Sets(d.t.Context(), func(_ *change.Set, body []byte) error { _, err := out.Write(body); return err }); err != nil {
		d.t.Fatal(err)
	}
	if err := r.Blobs(d.t.Context(), func(_ bundle.Blob, in io.Reader) error { _, err := io.Copy(&out, in); return err }); err != nil {
		d.t.Fatal(err)
	}
	return out.Bytes()
}
