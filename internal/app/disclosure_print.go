package app

import (
	"context"
	"io"
	"strconv"
	"strings"

	"feltbog/internal/feltbog"
	"feltbog/internal/gate"
	"feltbog/internal/print"
)

// PrintDisclosures prints the lines of the register of disclosures that a query finds, all of them, people by pseudonym.
// What is printed gets a line of its own.
func (p *Project) PrintDisclosures(ctx context.Context, desk Desk, q DisclosureQuery, say Say) (Printed, error) {
	q.Limit = 0
	page, err := p.Disclosures(ctx, q)
	if err != nil {
		return Printed{}, err
	}
	if page.Found == 0 {
		return Printed{}, feltbog.Errorf(feltbog.ENotFound, "print.register.none", "no line of the register is like that")
	}
	consents, err := p.everyConsent(ctx)
	if err != nil {
		return Printed{}, cancelled(ctx, err)
	}
	lines := make([]print.RegisterLine, len(page.Lines))
	for i := range page.Lines {
		lines[i] = registerLine(&page.Lines[i], consents, say)
	}
	rec, err := p.project(ctx)
	if err != nil {
		return Printed{}, cancelled(ctx, err)
	}
	g, err := p.gate(ctx)
	if err != nil {
		return Printed{}, err
	}
	about := say("print.register.count", "n", strconv.Itoa(page.Found), "of", strconv.Itoa(page.Total))
	if q.Text != "" {
		about += ", »" + q.Text + "«"
	}
	at := p.v.Now()
	o := gate.Order{Use: feltbog.UseArchive, Title: say("print.register.entry"), Format: "pdf", Recipient: say("print.register.recipient"),
		Reason: say("print.register.reason"), Member: p.v.Actor(ctx), At: at, Strict: true}
	var passed gate.Passage
	path, err := desk.Paper(say("print.register.file", "date", at.Format("2006-01-02"))+".pdf", func(w io.Writer) (err error) {
		passed, err = g.Let(ctx, o, []gate.Item{{Kind: rec.Kind(), ID: rec.ID}}, func(w io.Writer, c []gate.Cleared) error {
			return print.Register(w, c[0], about, lines, print.Say(say))
		}, gateway{p}, w)
		return err
	})
	return Printed{Path: path, Disclosure: passed.Disclosure.ID}, cancelled(ctx, err)
}

// everyConsent returns all consents by their ids, also those that hold no more.
func (p *Project) everyConsent(ctx context.Context) (map[feltbog.ID]*feltbog.Consent, error) {
	all, err := list[*feltbog.Consent](ctx, p, feltbog.KindConsent)
	if err != nil {
		return nil, err
	}
	out := map[feltbog.ID]*feltbog.Consent{}
	for _, c := range all {
		out[c.ID] = c
	}
	return out, nil
}

// registerLine words a line.
func registerLine(l *DisclosureLine, consents map[feltbog.ID]*feltbog.Consent, say Say) print.RegisterLine {
	out := print.RegisterLine{Title: l.Title, Hash: l.Hash}
	add := func(key, text string) {
		if text != "" {
			out.Facts = append(out.Facts, say("print.register."+key)+": "+text)
		}
	}
	add("when", l.Time.Time().Local().Format("2006-01-02 15:04"))
	add("use", say("choice.use."+string(l.Use)))
	add("to", l.Recipient)
	add("why", l.Reason)
	add("people", strings.Join(l.People, ", "))
	var yes []string
	seen := map[string]bool{}
	for _, id := range l.Consents {
		if c := consents[id]; c != nil {
			text := say("choice.scope." + string(c.Scope))
			if !seen[text] {
				seen[text], yes = true, append(yes, text)
			}
		}
	}
	add("consent", strings.Join(yes, ", "))
	if l.Refused > 0 {
		add("refused", strconv.Itoa(l.Refused))
	}
	if !l.Expires.IsZero() {
		add("expires", l.Expires.Danish())
	}
	add("by", l.By)
	if l.HoldsWithdrawn {
		out.Facts = append(out.Facts, say("disclosure.withdrawn"))
	}
	return out
}
