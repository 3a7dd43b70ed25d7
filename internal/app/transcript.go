package app

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"feltbog/internal/feltbog"
	"feltbog/internal/gate/scan"
	"feltbog/internal/store"
	"feltbog/internal/transcript"
	"feltbog/internal/vault"
)

// TranscriptEndings are the endings of files that can be read as a transcript.
func TranscriptEndings() []string { return transcript.Endings() }

// TranscriptFile is a transcript that was read and is not taken in yet.
type TranscriptFile struct {
	Title      string
	Paragraphs []transcript.Paragraph
	Speakers   []Speaker
	Again      feltbog.ID // the source that the same file became before; zero: none
	hash       string
}

// Speaker is somebody as a file calls them.
type Speaker struct {
	Label      string
	Paragraphs int
	First      string // what they say first, shortened
}

// SpeakerIs says who a speaker is. Neither set is somebody who is only counted: "Taler 1".
type SpeakerIs struct {
	Participant feltbog.ID
	Interviewer bool
}

// TranscriptImport says how a file is taken in.
type TranscriptImport struct {
	Title    string
	Session  feltbog.ID // zero: none
	Speakers map[string]SpeakerIs
	// KeepNames leaves names that the register knows, and numbers and addresses, as they stand in the file.
	KeepNames bool
	// Say words how whoever asks, and somebody who is only counted, is called in the text.
	Say Say
}

// ReadTranscript reads a file and says who speaks in it. Nothing is kept.
func (p *Project) ReadTranscript(ctx context.Context, path string) (TranscriptFile, error) {
	f, err := os.Open(path)
	if err != nil {
		return TranscriptFile{}, unreadable(path, err)
	}
	defer func() { _ = f.Close() }()
	if info, err := f.Stat(); err != nil || !info.Mode().IsRegular() {
		return TranscriptFile{}, unreadable(path, fmt.Errorf("not a file"))
	}
	out := TranscriptFile{Title: strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))}
	if out.Paragraphs, err = transcript.Read(ctx, path, f); err != nil {
		return TranscriptFile{}, cancelled(ctx, err)
	}
	h := sha256.New()
	at := map[string]int{}
	for _, q := range out.Paragraphs {
		fmt.Fprintf(h, "%s\x00%s\x00%d\n", q.Speaker, q.Text, q.Start)
		if q.Speaker == "" {
			continue
		}
		i, ok := at[q.Speaker]
		if !ok {
			i = len(out.Speakers)
			at[q.Speaker] = i
			first := []rune(q.Text)
			if len(first) > 80 {
				first = append(first[:79:79], '…')
			}
			out.Speakers = append(out.Speakers, Speaker{Label: q.Speaker, First: string(first)})
		}
		out.Speakers[i].Paragraphs++
	}
	out.hash = hex.EncodeToString(h.Sum(nil))
	before, err := p.Kept(ctx, takenIn(out.hash))
	if err != nil {
		return out, err
	}
	if id, err := feltbog.ParseID(before); err == nil {
		if _, info, err := p.v.Team().Get(ctx, id); err == nil && status(info) != Trashed {
			out.Again = id
		}
	}
	return out, nil
}

// takenIn is the name under which this machine keeps what a file became.
func takenIn(hash string) string { return "transcript." + hash[:32] }

// ImportTranscript makes a source of a file, as one action: times, speakers by pseudonym, and the text without the names
// that the register knows. How the file calls a speaker is not kept, and neither is the file: both may be names.
func (p *Project) ImportTranscript(ctx context.Context, f TranscriptFile, how TranscriptImport) (feltbog.ID, error) {
	if p.v.Team() == nil {
		return feltbog.ID{}, feltbog.Errorf(feltbog.EMissing, "team.missing", "this vault holds a workshop only; the project is elsewhere")
	}
	names, err := p.speakerNames(ctx, f, how)
	if err != nil {
		return feltbog.ID{}, err
	}
	clear, err := p.clearing(ctx, f, how, names)
	if err != nil {
		return feltbog.ID{}, err
	}
	var text strings.Builder
	for i, q := range f.Paragraphs {
		if i%500 == 0 && ctx.Err() != nil {
			return feltbog.ID{}, cancelled(ctx, ctx.Err())
		}
		if q.Start > 0 || q.End > 0 {
			fmt.Fprintf(&text, "[%s] ", Offset(q.Start))
		}
		if q.Speaker != "" {
			text.WriteString(names[q.Speaker] + ": ")
		}
		text.WriteString(clear(q.Text) + "\n")
	}
	src := &feltbog.Source{Title: strings.TrimSpace(how.Title), Type: feltbog.Transcript, Session: how.Session, Text: strings.TrimRight(text.String(), "\n"),
		Imported: feltbog.NewInstant(p.v.Now())}
	if src.Title == "" {
		src.Title = clear(f.Title)
	}
	for _, s := range f.Speakers {
		if who := how.Speakers[s.Label].Participant; !who.IsZero() && !slices.Contains(src.Participants, who) {
			src.Participants = append(src.Participants, who)
		}
	}
	if len(src.Participants) == 1 {
		if who, err := p.participant(ctx, src.Participants[0]); err == nil {
			src.Perspective = who.Perspective
		}
	}
	src.ID = feltbog.NewID()
	err = p.act(ctx, "source.import", func(_ *vault.Space, w *store.Writer) error { return w.Put(src) })
	if err != nil {
		return feltbog.ID{}, err
	}
	return src.ID, p.Keep(ctx, takenIn(f.hash), src.ID.String())
}

// speakerNames says how each speaker is called in the source.
func (p *Project) speakerNames(ctx context.Context, f TranscriptFile, how TranscriptImport) (map[string]string, error) {
	names := map[string]string{}
	for n, s := range f.Speakers {
		is := how.Speakers[s.Label]
		switch {
		case is.Interviewer:
			names[s.Label] = how.Say("transcript.interviewer")
		case !is.Participant.IsZero():
			who, err := p.participant(ctx, is.Participant)
			if err != nil {
				return nil, err
			}
			names[s.Label] = who.Pseudonym
		default:
			names[s.Label] = how.Say("transcript.speaker", "n", strconv.Itoa(n+1))
		}
	}
	return names, nil
}

// clearing returns what takes names out of a text: those of the register, what the file calls its speakers, and numbers
// and addresses.
func (p *Project) clearing(ctx context.Context, f TranscriptFile, how TranscriptImport, names map[string]string) (func(string) string, error) {
	if how.KeepNames {
		return func(s string) string { return s }, nil
	}
	known, codes, _, err := p.scanner(ctx)
	if err != nil {
		return nil, err
	}
	var people []scan.Person
	called := map[feltbog.ID]string{}
	for _, s := range f.Speakers {
		if !telltale(s.Label) {
			continue
		}
		id := feltbog.NewID()
		people = append(people, scan.Person{ID: id, Names: []string{s.Label}})
		called[id] = names[s.Label]
	}
	speakers := scan.New(people)
	pass := func(s *scan.Scanner, names map[feltbog.ID]string, text string) string {
		var b strings.Builder
		at := 0
		for _, x := range s.Find(text) {
			b.WriteString(text[at:x.Start])
			with := "…" // numbers, what is near somebody, and a name that several people have
			if all := instead(x, names); len(all) == 1 {
				with = all[0]
			}
			b.WriteString(with)
			at = x.End
		}
		return b.String() + text[at:]
	}
	return func(text string) string { return pass(speakers, called, pass(known, codes, text)) }, nil
}

// telltale reports whether what a file calls a speaker may be a name, and not "Interviewer", "Taler 1" or "B-07".
func telltale(label string) bool {
	l := strings.ToLower(label)
	for _, word := range []string{"interviewer", "interviewperson", "taler", "speaker", "borger", "deltager", "informant", "respondent"} {
		if strings.HasPrefix(l, word) {
			return false
		}
	}
	return len([]rune(label)) > 2 && !strings.ContainsAny(label, "0123456789")
}

// Offset writes how far into a recording something is: 1:02:03.
func Offset(d time.Duration) string {
	s := int(d / time.Second)
	return fmt.Sprintf("%d:%02d:%02d", s/3600, s/60%60, s%60)
}
