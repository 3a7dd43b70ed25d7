package photos

import (
	"context"
	"fmt"
	"image"
	"strings"

	"fyne.io/fyne/v2"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/theme"
	"feltbog/ui/widgets"
)

// proposedLine is the colour of what is proposed, and of who is not settled.
const proposedLine = theme.AmberText

func markOfCovering(c app.Covering, label string) widgets.Mark {
	return widgets.Mark{X: c.X, Y: c.Y, W: c.W, H: c.H, Label: label, Color: theme.Ink, Black: c.Method == feltbog.BoxOver, Keeps: c.Method == feltbog.CropAway}
}

// personLook is how it is shown how somebody was settled.
type personLook struct {
	line fyne.ThemeColorName
	tone widgets.Tone
	icon string
	word string // key
}

func lookOf(d *app.PhotoSeen) personLook {
	key := "choice.depicted_status." + string(d.Status)
	switch {
	case d.Bare:
		return personLook{proposedLine, widgets.Amber, "warn", "redact.person.bare"}
	case !d.Resolved():
		return personLook{proposedLine, widgets.Amber, "warn", "redact.person.open"}
	case d.Status == feltbog.DepictedConsent && d.WantsBlur:
		return personLook{proposedLine, widgets.Amber, "warn", "redact.person.wants"}
	case d.Status == feltbog.DepictedConsent:
		return personLook{theme.GreenText, widgets.Green, "check", key}
	case d.Status == feltbog.DepictedBlurred || d.Status == feltbog.DepictedCropped:
		return personLook{theme.Ink, widgets.Neutral, "mask", key}
	}
	return personLook{theme.Ink2, widgets.Neutral, "ring", key}
}

// setLook looks at the picture in another way; the same again goes back to the drawing.
func (r *redacting) setLook(look string) {
	if look == r.look {
		return
	}
	was := r.look
	r.look = look
	if was == lookCopy {
		r.copy.Stop()
		r.restore()
	}
	r.place()
	r.picture()
	r.bar.page()
}

func (r *redacting) toggleLook(look string) {
	if r.look == look {
		look = lookDraw
	}
	r.setLook(look)
}

// restore shows the picture itself after the copy, which may be smaller.
func (r *redacting) restore() {
	o, now := r.s.single, r.now()
	r.sketched = ""
	if o.low != nil && now != nil {
		o.view.SetPicture(o.low, image.Pt(now.Photo.Width, now.Photo.Height))
	}
}

// picture shows what belongs to the way one looks at it. Boxes and crops are drawn over it; what is pixelated or blurred
// is drawn into a copy for the screen.
func (r *redacting) picture() {
	o, now := r.s.single, r.now()
	if now == nil || o.low == nil {
		return
	}
	if r.look == lookCopy {
		r.showCopy()
		return
	}
	soft := softOf(now.Covered.All)
	if r.look == lookOriginal {
		soft = nil
	}
	key := keyOfCoverings(soft)
	if key == r.sketched {
		return
	}
	r.sketched = key
	if len(soft) == 0 {
		r.sketch.Stop()
		o.view.Replace(o.low)
		return
	}
	id := o.id
	r.sketch.Load(r.s.ctx, func(ctx context.Context) (image.Image, error) { return r.s.deps.SketchRedactions(ctx, id, soft) }, func(img image.Image, err error) {
		if err == nil && r.on && id == o.id && r.look == lookDraw {
			o.view.Replace(img)
		}
	})
}

// showCopy shows the picture as others will see it, from the pixels.
func (r *redacting) showCopy() {
	o := r.s.single
	id := o.id
	if len(r.now().Covered.All) == 0 {
		o.view.Replace(o.low)
		return
	}
	r.copy.Load(r.s.ctx, func(ctx context.Context) (image.Image, error) { return r.s.deps.RedactedImage(ctx, id) }, func(img image.Image, err error) {
		switch {
		case !r.on || id != o.id || r.look != lookCopy:
		case err != nil:
			r.setLook(lookDraw)
			r.s.host.Fail(err)
		default:
			o.view.SetPicture(img, img.Bounds().Size())
		}
	})
}

// softOf are the coverings that are drawn from what lies below.
func softOf(all []app.Covering) (soft []app.Covering) {
	for _, c := range all {
		if c.Method == feltbog.Pixelate || c.Method == feltbog.Blur {
			soft = append(soft, c)
		}
	}
	return soft
}

func keyOfCoverings(all []app.Covering) string {
	var b strings.Builder
	for _, c := range all {
		fmt.Fprintf(&b, "%s %.5f %.5f %.5f %.5f\n", c.Method, c.X, c.Y, c.W, c.H)
	}
	return b.String()
}

// coveringWords name what a covering covers and how, as "Ansigt · overdæk".
func coveringWords(c *app.Covering) string {
	what := i18n.T("redact.something")
	if c.Subject != "" {
		what = i18n.Upper(i18n.Choice("redaction_subject", string(c.Subject)))
	}
	if c.Method == feltbog.CropAway {
		what = i18n.T("redact.kept")
	}
	words := what + " · " + i18n.Choice("redaction_method", string(c.Method))
	if c.Label != "" {
		words += " · " + c.Label
	}
	return words
}
