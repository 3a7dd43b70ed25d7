package feltbog

// KindGuide is the kind of Guide.
const KindGuide Kind = "guide"

// Guide is an interview guide being written ("spørgeguide"). It can be edited at any time; the first session that
// uses it freezes a GuideVersion, and what is edited after that is the next draft.
type Guide struct {
	Base
	// Name of the guide.
	Name string `field:"name,required,search" json:"name"`
	// Perspective of those it is meant for.
	Perspective Perspective `field:"perspective" json:"perspective"`
	// Audience says more closely whom it is meant for.
	Audience string `field:"audience,search" json:"audience"`
	// Purpose of the conversation.
	Purpose string `field:"purpose,search,long" json:"purpose"`
	// Minutes the conversation is planned to take.
	Minutes int `field:"minutes" json:"minutes"`
	// Before is the checklist before the conversation.
	Before []string `field:"before" json:"before"`
	// After are the questions the interviewer answers the same day.
	After []string `field:"after" json:"after"`
	// Based is the version this draft was begun from.
	Based ID `field:"based,silent,ref=guide_version" json:"based"`
}

// Kind implements Record.
func (*Guide) Kind() Kind { return KindGuide }

// Validate implements Record: the length is within a day.
func (g *Guide) Validate() error {
	return first(
		oneOf(g, "perspective", g.Perspective, Perspectives()),
		within(g, "minutes", g.Minutes, 0, 24*60),
	)
}
