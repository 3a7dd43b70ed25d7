package store

import (
	"testing"

	"feltbog/internal/change"
	"feltbog/internal/feltbog"
)

func TestWritingARecordLeavesWhatANewerVersionWroteInIt(t *testing.T) {
	s := openTest(t)
	tag := &feltbog.Tag{Name: "Bus", Description: "gammel"}
	put(t, s, tag)
	newer := change.Scalar(int64(7)) // a type that this version does not expect there
	if _, err := s.Write(ctx, Action{Name: "newer"}, func(w *Writer) error { return w.Resolve(tag.ID, "description", newer) }); err != nil {
		t.Fatal(err)
	}
	rec, _, err := s.Get(ctx, tag.ID)
	if err != nil {
		t.Fatal(err)
	}
	rec.(*feltbog.Tag).Name = "Rutebil"
	put(t, s, rec)
	c, err := s.Versions(ctx, tag.ID, "description")
	if err != nil || len(c.Versions) != 1 || string(c.Versions[0].Data) != string(newer) {
		t.Errorf("the newer value is gone: %+v, %v", c, err)
	}
	sound(t, s)
}
