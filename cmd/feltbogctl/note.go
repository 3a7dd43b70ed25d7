package main

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
)

// asInterviewer is the answer to who a speaker is, for whoever asks.
const asInterviewer = "interviewer"

// note are the verbs about notes and transcripts.
func (c *command) note() *cobra.Command {
	v := c.verb("note", "ctl.help.note", between(0, -1), c.noVerb)
	var session string
	var speakers []string
	var keep bool
	imp := c.inVault("import FILE ...", "ctl.help.note.import", between(1, -1), func(ctx context.Context, p *app.Project, args []string) error {
		how := app.TranscriptImport{Speakers: map[string]app.SpeakerIs{}, KeepNames: keep, Say: c.say}
		var err error
		if session != "" {
			if how.Session, err = feltbog.ParseID(session); err != nil {
				return err
			}
		}
		for _, s := range speakers {
			label, who, ok := strings.Cut(s, "=")
			if !ok {
				return feltbog.Errorf(feltbog.EUsage, "ctl.speaker", "say who a speaker is as \"Label=PARTICIPANT\" or \"Label=interviewer\", not %q", s).With("text", s)
			}
			is := app.SpeakerIs{Interviewer: who == asInterviewer}
			if !is.Interviewer {
				if is.Participant, err = p.FindParticipant(ctx, who); err != nil {
					return err
				}
			}
			how.Speakers[label] = is
		}
		for _, path := range args {
			if err := c.importNote(ctx, p, path, how); err != nil {
				return err
			}
		}
		return nil
	})
	imp.Flags().StringVar(&session, "session", "", c.say("ctl.flag.note.session"))
	imp.Flags().StringArrayVar(&speakers, "speaker", nil, c.say("ctl.flag.note.speaker"))
	imp.Flags().BoolVar(&keep, "keep-names", false, c.say("ctl.flag.note.keep"))
	v.AddCommand(imp)
	return v
}

// importNote takes one file in, unless the same was taken in before.
func (c *command) importNote(ctx context.Context, p *app.Project, path string, how app.TranscriptImport) error {
	f, err := p.ReadTranscript(ctx, path)
	if err != nil {
		return err
	}
	id, again := f.Again, !f.Again.IsZero()
	if !again {
		if id, err = p.ImportTranscript(ctx, f, how); err != nil {
			return err
		}
	}
	if c.json {
		return json.NewEncoder(c.out).Encode(map[string]any{"source": id, "again": again, "paragraphs": len(f.Paragraphs), "speakers": len(f.Speakers)})
	}
	_, err = fmt.Fprintln(c.out, id)
	return err
}
