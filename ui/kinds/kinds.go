// Package kinds says how a record of any kind looks in a line: its icon, its name, and what its fields hold in words.
// Screens that show several kinds side by side use it, so that a thing is called the same everywhere.
package kinds

import (
	"strings"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
)

var icons = map[feltbog.Kind]string{
	feltbog.KindNoteBlock: "note", feltbog.KindAnswer: "bubble", feltbog.KindDebrief: "note", feltbog.KindSession: "felt",
	feltbog.KindPhoto: "camera", feltbog.KindPhotoTalk: "bubble", feltbog.KindRegion: "crop", feltbog.KindRedaction: "mask",
	feltbog.KindDepictedPerson: "person", feltbog.KindPhotoLocation: "pin", feltbog.KindParticipant: "person", feltbog.KindIdentity: "person",
	feltbog.KindContact: "person", feltbog.KindMember: "person", feltbog.KindActor: "person", feltbog.KindPlace: "pin",
	feltbog.KindTag: "tag", feltbog.KindExcerpt: "quote", feltbog.KindInterpretation: "eye", feltbog.KindPlanRow: "cal",
	feltbog.KindPlanAction: "cal", feltbog.KindPlanChange: "clock", feltbog.KindMethodCard: "metode", feltbog.KindGroundRule: "hand",
	feltbog.KindGuide: "list", feltbog.KindGuideTheme: "list", feltbog.KindQuestion: "wonder", feltbog.KindGuideVersion: "list",
	feltbog.KindResearchQuestion: "wonder", feltbog.KindSource: "doc", feltbog.KindAttachment: "doc", feltbog.KindPaper: "doc",
	feltbog.KindInformationLetter: "doc", feltbog.KindConsent: "shield", feltbog.KindWithdrawalCase: "undo", feltbog.KindDisclosure: "del",
	feltbog.KindEvidenceLink: "link", feltbog.KindDevice: "screen", feltbog.KindDisagreement: "split", feltbog.KindPile: "grid",
	feltbog.KindPileSort: "grid", feltbog.KindPhotoSet: "grid", feltbog.KindCluster: "grid",
}

var places = map[app.Place]string{
	app.InProject: "projekt", app.InField: "felt", app.InPhotos: "billeder", app.InMaterial: "materiale", app.InWorkshop: "tolkning", app.InShare: "del",
}

// Icon returns the name of a kind's icon.
func Icon(k feltbog.Kind) string {
	if name, ok := icons[k]; ok {
		return name
	}
	if name, ok := places[app.PlaceOf(k)]; ok {
		return name
	}
	return "doc"
}

// Title returns what a record is called: its title, or its kind when it has none.
func Title(h app.Heading) string {
	switch {
	case h.Title != "":
		return h.Title
	case h.Status == app.Gone:
		return i18n.T("record.gone")
	}
	return capital(i18n.Kind(h.Kind))
}

// Reference returns what a record is called where another one points at it.
func Reference(h app.Heading) string {
	if h.Status == app.Trashed {
		return i18n.T("record.in.trash", "title", Title(h))
	}
	return Title(h)
}

// Name returns a kind's name as it stands at the beginning of a line.
func Name(k feltbog.Kind) string { return capital(i18n.Kind(k)) }

// Meta says which kind a record is of and when it happened.
func Meta(h app.Heading) string {
	if h.When.IsZero() {
		return Name(h.Kind)
	}
	return Name(h.Kind) + " · " + i18n.Fuzzy(h.When)
}

// Thing names a record within a sentence, as: handlingen »Indledende møde«.
func Thing(h app.Heading) string {
	the := i18n.T("kind." + string(h.Kind) + ".the")
	if h.Title == "" {
		return the
	}
	return i18n.T("action.thing", "kind", the, "title", h.Title)
}

// Value words what a field holds; references are left to whoever can open them.
func Value(v app.Value) string {
	var parts []string
	switch v.As {
	case app.AsYes:
		if v.Yes {
			return i18n.T("value.yes")
		}
		return i18n.T("value.no")
	case app.AsChoice:
		for _, c := range v.Choices {
			parts = append(parts, i18n.Choice(v.Of, c))
		}
		return capital(strings.Join(parts, ", "))
	case app.AsKind:
		return Name(feltbog.Kind(v.Text))
	case app.AsMoment:
		return i18n.Moment(v.Moment)
	case app.AsDates:
		for _, d := range v.Dates {
			parts = append(parts, i18n.Fuzzy(d))
		}
	case app.AsLines:
		parts = v.Lines
	case app.AsRefs:
		for _, h := range v.Refs {
			parts = append(parts, Reference(h))
		}
	case app.AsFile:
		return i18n.T("value.file", "type", v.Text, "size", size(v.Size))
	default:
		return v.Text
	}
	return strings.Join(parts, "\n")
}

// size writes a number of bytes as people do.
func size(n int64) string {
	if n < 1<<20 {
		return i18n.T("value.kb", "n", i18n.Number(int((n+1023)>>10)))
	}
	return i18n.T("value.mb", "n", i18n.Number(int((n+1<<19)>>20)))
}

// capital makes the first letter a capital one.
func capital(s string) string {
	r := []rune(s)
	if len(r) == 0 {
		return s
	}
	return strings.ToUpper(string(r[:1])) + string(r[1:])
}
