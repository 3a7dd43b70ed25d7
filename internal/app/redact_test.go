package app

import (
	"bytes"
	"context"
	"crypto/sha256"
	"image"
	"image/color"
	"image/jpeg"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"feltbog/internal/feltbog"
	"feltbog/internal/letter"
	"feltbog/internal/photo"
)

// oneBrought brings one picture of 120 by 160 pixels in, upright, and settles everything about it.
func oneBrought(t *testing.T, p *Project) feltbog.ID {
	t.Helper()
	dir := t.TempDir()
	writeAll(t, dir, map[string][]byte{"1.jpg": snapshot(t, 1, "2025:03:13 15:00:00")})
	id := bring(t, p, PhotoImport{Paths: []string{dir}}).Added[0]
	must(t, p.EditPhoto(t.Context(), id, func(o *feltbog.Photo) { o.Children = feltbog.No }))
	return id
}

func covered(t *testing.T, p *Project, id feltbog.ID) CoveredPhoto {
	t.Helper()
	c, err := p.Redactions(t.Context(), id)
	must(t, err)
	return c
}

// dark reports whether the covered picture is black at a place.
func dark(t *testing.T, img image.Image, x, y float64) bool {
	t.Helper()
	b := img.Bounds()
	c := color.GrayModel.Convert(img.At(b.Min.X+int(x*float64(b.Dx())), b.Min.Y+int(y*float64(b.Dy())))).(color.Gray)
	return c.Y < 6
}

func fileHash(t *testing.T, p *Project, ref feltbog.BlobRef) [32]byte {
	t.Helper()
	b, err := readFile(t.Context(), p.v.Team(), ref, photo.MaxFile)
	must(t, err)
	return sha256.Sum256(b)
}

func TestTheCoveredCopyFollowsWhatIsDrawnAlsoWhenItIsTakenBack(t *testing.T) {
	p, ctx := newProject(t), t.Context()
	id := oneBrought(t, p)
	before := photoOf(t, p, id)
	if err := p.MakeRedacted(ctx, id); feltbog.ErrorCode(err) != feltbog.EUsage {
		t.Fatalf("a covered copy of nothing: %v", err)
	}
	ids, err := p.AddRedactions(ctx, id, []Covering{{X: 0.1, Y: 0.1, W: 0.2, H: 0.2, Subject: feltbog.CoversFace}, {X: 0.6, Y: 0.6, W: 0.3, H: 0.3, Method: feltbog.Blur, Subject: feltbog.CoversText}})
	must(t, err)
	c := covered(t, p, id)
	if c.All[0].ID != ids[0] {
		slices.Reverse(c.All)
	}
	if len(c.All) != 2 || c.All[0].Method != feltbog.BoxOver || c.All[0].Weak || !c.All[1].Weak || c.Made {
		t.Fatalf("%+v", c)
	}
	if no := refused(t, p, id); !slices.Equal(no, feltbog.Uses()) {
		t.Errorf("drawn, with no copy: refused for %v only", no)
	}
	must(t, p.MakeRedacted(ctx, id))
	look := func() image.Image {
		t.Helper()
		if c := covered(t, p, id); !c.Made {
			t.Fatalf("out of date: %+v", c)
		}
		img, err := p.RedactedImage(ctx, id)
		must(t, err)
		return img
	}
	if img := look(); !dark(t, img, 0.2, 0.2) || dark(t, img, 0.5, 0.5) {
		t.Error("the box is not where it was drawn")
	}
	if no := refused(t, p, id); len(no) > 0 {
		t.Errorf("covered, and refused for %v", no)
	}
	must(t, p.ChangeRedaction(ctx, ids[0], func(c *Covering) { c.X, c.Y = 0.6, 0.1 }))
	if img := look(); dark(t, img, 0.2, 0.2) || !dark(t, img, 0.7, 0.2) {
		t.Error("the copy did not follow when the box was moved")
	}
	_, err = p.Undo(ctx)
	must(t, err)
	if img := look(); !dark(t, img, 0.2, 0.2) || dark(t, img, 0.7, 0.2) {
		t.Error("the copy did not follow when the move was taken back")
	}
	must(t, p.TurnPhotos(ctx, []feltbog.ID{id}, 1))
	if img := look(); !dark(t, img, 0.8, 0.2) || img.Bounds().Dx() != 160 {
		t.Error("the copy did not follow when the picture was turned")
	}
	must(t, p.RemoveRedactions(ctx, ids))
	if c := covered(t, p, id); len(c.All) > 0 || c.Made {
		t.Errorf("%+v", c)
	}
	_, err = p.Undo(ctx)
	must(t, err)
	if img := look(); !dark(t, img, 0.8, 0.2) {
		t.Error("the copy is not back")
	}
	if after := photoOf(t, p, id); after.Original != before.Original || fileHash(t, p, after.Original) != before.Original.Hash || fileHash(t, p, after.Travel) != before.Travel.Hash {
		t.Error("the original was changed")
	}
}

func TestWhoeverIsCoveredIsSettledAndWhoeverIsSaidToBeAndIsNotBlocks(t *testing.T) {
	p, ctx := newProject(t), t.Context()
	id := oneBrought(t, p)
	head := func(x float64) feltbog.ID {
		g, err := p.AddRegion(ctx, feltbog.Region{Photo: id, Type: feltbog.RegionPerson, Shape: feltbog.Rect, X: x, Y: 0.2, W: 0.2, H: 0.2})
		must(t, err)
		who, err := p.AddDepicted(ctx, feltbog.DepictedPerson{Photo: id, Region: g})
		must(t, err)
		return who
	}
	_, other := head(0.1), head(0.6)
	_, err := p.AddRedactions(ctx, id, []Covering{{X: 0.1, Y: 0.2, W: 0.2, H: 0.2, Subject: feltbog.CoversFace}})
	must(t, err)
	must(t, p.MakeRedacted(ctx, id))
	why := func() []RightsGap {
		r, err := p.PhotoRights(ctx, id)
		must(t, err)
		l := pictures(t, p, 0).Lines[0]
		if !slices.Equal(l.Why, r.Open) || (len(l.Why) > 0) != (l.State == PhotoMissing) {
			t.Errorf("the grid says %v, the rights %v", l.Why, r.Open)
		}
		return l.Why
	}
	if got := why(); !slices.Equal(got, []RightsGap{GapPerson}) {
		t.Errorf("%v: one is covered, one is not", got)
	}
	must(t, p.EditDepicted(ctx, other, func(d *feltbog.DepictedPerson) { d.Status = feltbog.DepictedBlurred }))
	if got := why(); !slices.Equal(got, []RightsGap{GapCover}) || len(refused(t, p, id)) != len(feltbog.Uses()) {
		t.Errorf("%v: nothing covers the other", got)
	}
	_, err = p.AddRedactions(ctx, id, []Covering{{X: 0.6, Y: 0.2, W: 0.2, H: 0.2}})
	must(t, err)
	if got := why(); len(got) > 0 || len(refused(t, p, id)) > 0 || pictures(t, p, 0).Lines[0].State != PhotoCovered {
		t.Errorf("%v: both are covered, and the copy followed", got)
	}
}

func TestWhatCanBeReadRemindsUntilItIsCovered(t *testing.T) {
	p, ctx := newProject(t), t.Context()
	id := oneBrought(t, p)
	must(t, p.EditPhoto(ctx, id, func(o *feltbog.Photo) { o.Sensitive = []feltbog.SensitiveContent{feltbog.ShowsHome} }))
	must(t, p.MarkReadable(ctx, id, []feltbog.SensitiveContent{feltbog.ShowsDoorSign, feltbog.ShowsScreen}))
	if c := covered(t, p, id); !c.Unread || len(c.Readable) != 2 {
		t.Fatalf("%+v", c)
	}
	_, err := p.AddRedactions(ctx, id, []Covering{{X: 0.6, Y: 0.2, W: 0.2, H: 0.2, Subject: feltbog.CoversText}})
	must(t, err)
	if c := covered(t, p, id); c.Unread {
		t.Errorf("%+v", c)
	}
	must(t, p.MarkReadable(ctx, id, nil))
	if o := photoOf(t, p, id); !slices.Equal(o.Sensitive, []feltbog.SensitiveContent{feltbog.ShowsHome}) {
		t.Errorf("%v", o.Sensitive)
	}
}

func TestAPictureIsExportedAsTheCoveredCopyUnderANumberAndStandsInTheRegister(t *testing.T) {
	p, ctx := newProject(t), t.Context()
	id := oneBrought(t, p)
	_, err := p.AddRedactions(ctx, id, []Covering{{X: 0.1, Y: 0.1, W: 0.4, H: 0.4}})
	must(t, err)
	to := t.TempDir()
	x := PhotoExport{Photo: id, Use: feltbog.UseReport, Recipient: "Lillerup Kommune", Reason: "rapport", Folder: to}
	left := func() []string {
		all, err := os.ReadDir(to)
		must(t, err)
		var names []string
		for _, e := range all {
			names = append(names, e.Name())
		}
		return names
	}
	if _, err := p.ExportPhoto(ctx, x, letter.Say); feltbog.ErrorCode(err) != feltbog.ERefused || len(left()) > 0 {
		t.Fatalf("%v: %v left before there was a covered copy", err, left())
	}
	must(t, p.MakeRedacted(ctx, id))
	done, err := p.ExportPhoto(ctx, x, letter.Say)
	must(t, err)
	b, err := os.ReadFile(done.File)
	must(t, err)
	img, err := jpeg.Decode(bytes.NewReader(b))
	must(t, err)
	if !dark(t, img, 0.3, 0.3) || dark(t, img, 0.8, 0.8) || done.Width != 120 || img.Bounds().Dy() != 160 || bytes.Contains(b, []byte("Exif")) {
		t.Errorf("%+v %v", done, img.Bounds())
	}
	if names := left(); len(names) != 1 || !strings.HasSuffix(names[0], ".jpg") || strings.Contains(filepath.Base(done.File), "Lillerup") {
		t.Errorf("%v", names)
	}
	page, err := p.Disclosures(ctx, DisclosureQuery{})
	must(t, err)
	if len(page.Lines) != 1 || page.Lines[0].ID != done.Disclosure || len(page.Lines[0].Items) != 1 || page.Lines[0].Originals {
		t.Errorf("%+v", page)
	}
	must(t, p.DoNotUse(ctx, []feltbog.ID{id}, ""))
	must(t, os.Remove(done.File))
	if _, err := p.ExportPhoto(ctx, x, letter.Say); feltbog.ErrorCode(err) != feltbog.ERefused || len(left()) > 0 {
		t.Errorf("%v: %v left though nobody may use it", err, left())
	}
}

func TestProposalsCoverNothingByThemselves(t *testing.T) {
	p, ctx := newProject(t), t.Context()
	id := oneBrought(t, p)
	all, err := p.ProposeRedactions(ctx, id)
	must(t, err)
	if all == nil || len(covered(t, p, id).All) > 0 {
		t.Errorf("%v", all)
	}
	stopped, stop := context.WithCancel(ctx)
	stop()
	if _, err := p.ProposeRedactions(stopped, id); err == nil {
		t.Error("it went on after it was stopped")
	}
}
