package gate

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"strings"
	"testing"

	"feltbog/internal/feltbog"
)

func key(err error) string {
	var e *feltbog.Error
	if errors.As(err, &e) {
		return e.Key
	}
	return ""
}

func TestWhatLeavesStandsInTheRegisterUnderItsHash(t *testing.T) {
	f := newField()
	a, no := f.yes("B-07"), f.person("B-08", "")
	yes, held := f.quote(a), f.quote(no)
	o := order()
	o.Expires, o.Member = feltbog.FuzzyDay(now.AddDate(0, 1, 0)), feltbog.NewID()
	p, out, err := f.let(t, o, yes, held)
	if err != nil || out != "[dækket] Jeg åbner dem ikke\n" {
		t.Fatalf("%q %v", out, err)
	}
	sum := sha256.Sum256([]byte(out))
	if len(f.lines) != 1 {
		t.Fatal(f.lines)
	}
	d := f.lines[0]
	if d.Hash != hex.EncodeToString(sum[:]) || d.Use != feltbog.UseReport || d.Title != o.Title || d.Recipient != o.Recipient || d.Reason != o.Reason ||
		d.Format != "pdf" || d.Expires != o.Expires || d.Member != o.Member || d.Time.IsZero() || d.Refused != 1 {
		t.Errorf("%+v", d)
	}
	if len(d.Items) != 1 || d.Items[0].Record != yes.ID || len(d.Participants) != 1 || d.Participants[0] != a.ID || len(d.Consents) != 3 {
		t.Errorf("%+v", d)
	}
	if len(p.Refused) != 1 || p.Refused[0].Item != held || p.Refused[0].Verdict != Unknown || len(p.Refused[0].Reasons) == 0 {
		t.Errorf("%+v", p.Refused)
	}
}

// A gate that skips the question of consent fails this.
func TestNothingOfSomebodyWhoDidNotSayYesIsHandedOver(t *testing.T) {
	f := newField()
	for _, p := range []*feltbog.Participant{f.person("B-08", ""), f.person("B-09", feltbog.Under15)} {
		_, out, err := f.let(t, order(), f.quote(p))
		if feltbog.ErrorCode(err) != feltbog.ERefused || out != "" || len(f.lines) != 0 {
			t.Errorf("%q %v %v", out, err, f.lines)
		}
		if !strings.HasPrefix(say(err), "Intet er sendt ud: B-0") {
			t.Error(say(err))
		}
	}
}

// A gate that skips the register, or writes it afterwards, fails this.
func TestNothingIsHandedOverBeforeItStandsInTheRegister(t *testing.T) {
	f := newField()
	it := f.quote(f.yes("B-07"))
	var to bytes.Buffer
	f.registers = func(*feltbog.Disclosure) {
		if to.Len() > 0 {
			t.Error("it was handed over first")
		}
	}
	if _, err := f.open(t).Let(t.Context(), order(), []Item{it}, write, f, &to); err != nil || len(f.lines) != 1 || to.Len() == 0 {
		t.Fatalf("%v, %d lines, %d bytes", err, len(f.lines), to.Len())
	}
	f.fails = io.ErrShortWrite
	if _, out, err := f.let(t, order(), it); !errors.Is(err, io.ErrShortWrite) || out != "" {
		t.Errorf("without a line it left all the same: %q %v", out, err)
	}
}

// A gate that does not cover fails this.
func TestMaterialAboutPeopleIsCoveredOrStaysIn(t *testing.T) {
	f := newField()
	it := f.quote(f.yes("B-07"))
	g, err := Open(t.Context(), f, nil)
	if err != nil {
		t.Fatal(err)
	}
	var to bytes.Buffer
	p, err := g.Let(t.Context(), order(), []Item{it}, write, f, &to)
	if feltbog.ErrorCode(err) != feltbog.ERefused || to.Len() > 0 || p.Refused[0].Reasons[0].Why.Key != "gate.uncovered" {
		t.Errorf("%q %v", to.String(), err)
	}
	guide := f.put(&feltbog.GuideVersion{Name: "Borgere"})
	if _, err := g.Let(t.Context(), order(), []Item{guide}, write, f, &to); err != nil || len(f.lines) != 1 || len(f.lines[0].Participants) != 0 {
		t.Errorf("a paper of the project's own stays in: %v", err)
	}
}

func TestAYesThatIsTakenBackMeanwhileStopsEverything(t *testing.T) {
	f := newField()
	p := f.yes("B-07")
	it := f.quote(p)
	f.before = func() { f.says(p, feltbog.ConsentWithdrawn, feltbog.Self, 27, feltbog.ScopeQuoteReport) }
	_, out, err := f.let(t, order(), it)
	if feltbog.ErrorCode(err) != feltbog.ERefused || out != "" || len(f.lines) != 0 {
		t.Errorf("%q %v %v", out, err, f.lines)
	}
}

func TestStrictLetsAllOutOrNothing(t *testing.T) {
	f := newField()
	o := order()
	o.Strict = true
	_, out, err := f.let(t, o, f.quote(f.yes("B-07")), f.quote(f.person("B-08", "")))
	if feltbog.ErrorCode(err) != feltbog.ERefused || out != "" || len(f.lines) != 0 {
		t.Errorf("%q %v", out, err)
	}
	if _, _, err := f.let(t, order()); key(err) != "gate.empty" {
		t.Error(err)
	}
}

func TestAWriterThatFailsLeavesNothing(t *testing.T) {
	f := newField()
	var to bytes.Buffer
	_, err := f.open(t).Let(t.Context(), order(), []Item{f.quote(f.yes("B-07"))}, func(w io.Writer, _ []Cleared) error {
		_, _ = io.WriteString(w, "half")
		return io.ErrUnexpectedEOF
	}, f, &to)
	if !errors.Is(err, io.ErrUnexpectedEOF) || to.Len() > 0 || len(f.lines) > 0 {
		t.Errorf("%v %q", err, to.String())
	}
}

func TestNobodyElseCanClear(t *testing.T) {
	if _, err := (Cleared{}).Open(); key(err) != "gate.uncleared" {
		t.Errorf("the zero value opens: %v", err)
	}
	if _, err := (Release{}).Space(); key(err) != "gate.uncleared" {
		t.Errorf("the zero value opens: %v", err)
	}
	f := newField()
	var kept Cleared
	var to bytes.Buffer
	_, err := f.open(t).Let(t.Context(), order(), []Item{f.quote(f.yes("B-07"))}, func(w io.Writer, all []Cleared) error {
		kept = all[0]
		return write(w, all)
	}, f, &to)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := kept.Open(); key(err) != "gate.uncleared" {
		t.Errorf("it opens after its time: %v", err)
	}
}

func TestASpoolThatChangesIsNoticed(t *testing.T) {
	f := newField()
	o := order()
	spool := &memory{}
	o.Spool = spool
	f.registers = func(*feltbog.Disclosure) { spool.Bytes()[0] ^= 1 }
	if _, _, err := f.let(t, o, f.quote(f.yes("B-07"))); key(err) != "gate.changed" {
		t.Error(err)
	}
}

func TestAWholeSpaceLeavesAsAPakkeAndIsRegistered(t *testing.T) {
	f := newField()
	var kept Release
	var to bytes.Buffer
	make := func(w io.Writer, r Release) error {
		space, err := r.Space()
		kept = r
		_, _ = io.WriteString(w, string(space))
		return err
	}
	if _, err := f.open(t).LetWhole(t.Context(), order(), feltbog.TeamSpace, make, f, &to); err != nil || to.String() != "team" || len(f.lines) != 1 || f.lines[0].Use != feltbog.UseTeam {
		t.Fatalf("%v %q %v", err, to.String(), f.lines)
	}
	if _, err := kept.Space(); err == nil {
		t.Error("it opens after its time")
	}
	if _, err := f.open(t).LetWhole(t.Context(), order(), feltbog.WorkshopSpace, make, f, &to); feltbog.ErrorCode(err) != feltbog.ERefused {
		t.Error(err)
	}
	f.fails, to = io.ErrShortWrite, bytes.Buffer{}
	if _, err := f.open(t).LetWhole(t.Context(), order(), feltbog.RegisterSpace, make, f, &to); err == nil || to.Len() > 0 {
		t.Errorf("%v %q", err, to.String())
	}
}

// handing is a cover whose copy of a picture is given.
type handing struct {
	bare
	copy []byte
}

func (h handing) Derivative(context.Context, *feltbog.Photo) ([]byte, error) { return h.copy, nil }

// A gate that hands on a picture as it was taken fails this.
func TestAPictureWhoseCopyIsTheOriginalOrTellsOfItStaysIn(t *testing.T) {
	f := newField()
	original := []byte("as it was taken")
	it := f.put(&feltbog.Photo{Children: feltbog.No, Original: feltbog.NewBlobRef(original, "image/jpeg")})
	for name, b := range map[string][]byte{"the original": original, "camera data": []byte("\xff\xd8Exif\x00\x00GPS"), "what a program wrote": []byte("\xff\xd8http://ns.adobe.com/xap"), "nothing": nil} {
		g, err := Open(t.Context(), f, handing{copy: b})
		if err != nil {
			t.Fatal(err)
		}
		var to bytes.Buffer
		p, err := g.Let(t.Context(), order(), []Item{it}, write, f, &to)
		if feltbog.ErrorCode(err) != feltbog.ERefused || to.Len() > 0 || len(p.Refused) != 1 || len(f.lines) > 0 {
			t.Errorf("%s left: %v", name, err)
		}
	}
	g, err := Open(t.Context(), f, handing{copy: []byte("a covered copy")})
	if err != nil {
		t.Fatal(err)
	}
	var to bytes.Buffer
	if _, err := g.Let(t.Context(), order(), []Item{it}, write, f, &to); err != nil {
		t.Errorf("the covered copy stays in: %v", err)
	}
}
