package feltbog

// KindGroundRule is the kind of GroundRule.
const KindGroundRule Kind = "ground_rule"

// GroundRuleType tells rules from dogmas and guideposts.
type GroundRuleType string

// The values of GroundRuleType.
const (
	HouseRule GroundRuleType = "rule"      // leveregel
	Dogma     GroundRuleType = "dogma"     // dogme
	Guidepost GroundRuleType = "guidepost" // pejlemærke
)

// GroundRuleTypes lists them in the order in which they are shown.
func GroundRuleTypes() []GroundRuleType {
	return []GroundRuleType{HouseRule, Dogma, Guidepost}
}

// GroundRuleScope says what a rule is about.
type GroundRuleScope string

// The values of GroundRuleScope.
const (
	RuleForCooperation GroundRuleScope = "cooperation" // samarbejdet
	RuleForContent     GroundRuleScope = "content"     // indholdet
	RuleForWork        GroundRuleScope = "work"        // arbejdsformen
	RuleForWorkshop    GroundRuleScope = "workshop"    // workshoppen
)

// GroundRuleScopes lists them in the order in which they are shown.
func GroundRuleScopes() []GroundRuleScope {
	return []GroundRuleScope{RuleForCooperation, RuleForContent, RuleForWork, RuleForWorkshop}
}

// GroundRule is something we have agreed to live by ("leveregel, dogme, pejlemærke").
type GroundRule struct {
	Base
	// Type tells a rule from a dogma or a guidepost.
	Type GroundRuleType `field:"type,required" json:"type"`
	// AppliesTo says what the rule is about.
	AppliesTo GroundRuleScope `field:"applies_to,required" json:"applies_to"`
	// Text of the rule in one sentence.
	Text string `field:"text,required,search" json:"text"`
	// Reason says why we have it.
	Reason string `field:"reason,search,long" json:"reason"`
	// Agreed is when it was adopted.
	Agreed FuzzyDate `field:"agreed" json:"agreed"`
	// Order is the fractional index in the list.
	Order string `field:"order,silent" json:"order"`
}

// Kind implements Record.
func (*GroundRule) Kind() Kind { return KindGroundRule }

// Validate implements Record: its choices are among the known ones.
func (g *GroundRule) Validate() error {
	return first(
		oneOf(g, "type", g.Type, GroundRuleTypes()),
		oneOf(g, "applies_to", g.AppliesTo, GroundRuleScopes()),
	)
}
