package elicit

import (
	"context"
	"slices"
	"time"

	"fyne.io/fyne/v2"

	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/theme"
	"feltbog/ui/trace"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// prompts are the questions about the picture. Each may be left out; one under which something was noted bears a tick.
type prompts struct {
	s       *Screen
	box     *fyne.Container
	ask     *widgets.Text
	row     *fyne.Container
	count   *widgets.Button
	buttons []*widgets.Button
}

func newPrompts(s *Screen) *prompts {
	p := &prompts{s: s, ask: widgets.NewText("", theme.Title, theme.Ink).Bold(), row: widgets.Flow(theme.Gap8)}
	p.count = uikit.Name(widgets.NewButton(i18n.T("elicit.five"), "pause", p.five), "elicit.five")
	p.box = widgets.Column(theme.Gap8, widgets.Label(i18n.T("elicit.ask")), p.ask, p.row)
	return p
}

func (p *prompts) show() {
	s := p.s
	all := s.questions()
	if s.promptOf(s.prompt) == nil && len(all) > 0 {
		s.prompt = all[0].Key
	}
	asked := map[string]bool{}
	if o := s.now(); o != nil {
		for _, n := range s.page.About(o.Photo.ID) {
			asked[n.Prompt] = true
		}
	}
	p.row.Objects = nil
	p.buttons = nil
	for _, q := range all {
		icon := ""
		if asked[q.Key] && q.Key != s.prompt {
			icon = "check"
		}
		b := widgets.NewButton(q.Short, icon, func() { p.choose(q.Key) })
		if q.Key == s.prompt {
			b.Style = widgets.Primary
			p.ask.SetText(q.Ask)
		}
		p.buttons = append(p.buttons, uikit.Name(b, "elicit.prompt."+q.Key))
		p.row.Add(b)
	}
	p.row.Add(p.count)
	p.box.Refresh()
}

// choose asks another question. What is written to the one before stays there.
func (p *prompts) choose(key string) {
	if p.s.prompt == key {
		return
	}
	p.s.notes.finish()
	p.s.prompt = key
	trace.Event("prompt", "key", key)
	p.show()
	p.s.notes.show()
	p.s.notes.write()
}

func (p *prompts) step(by int) {
	all := p.s.questions()
	i := slices.IndexFunc(all, func(q feltbog.PhotoPrompt) bool { return q.Key == p.s.prompt })
	if p.s.mode == talk && i >= 0 && i+by >= 0 && i+by < len(all) {
		p.choose(all[i+by].Key)
	}
}

// five counts to five, so that one waits for an answer; the participant sees nothing of it.
func (p *prompts) five() {
	p.count.Enable(false)
	ctx := p.s.ctx
	p.s.host.Go(func() {
		t := time.NewTicker(time.Second)
		defer t.Stop()
		for n := 5; n > 0; n-- {
			p.s.host.Do(func() { p.count.SetText(i18n.Number(n)) })
			if waited(ctx, t.C) != nil {
				break
			}
		}
		p.s.host.Do(func() {
			p.count.SetText(i18n.T("elicit.five"))
			p.count.Enable(true)
		})
	})
}

func waited(ctx context.Context, c <-chan time.Time) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-c:
		return nil
	}
}
