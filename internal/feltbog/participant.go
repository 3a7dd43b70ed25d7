package feltbog

import "strings"

// KindParticipant is the kind of Participant.
const KindParticipant Kind = "participant"

// AgeGroup is as much of an age as consent needs to know ("aldersgruppe").
type AgeGroup string

// The values of AgeGroup.
const (
	Under15    AgeGroup = "under_15" // under 15: forældremyndighedens samtykke og barnets eget ja
	From15To17 AgeGroup = "15_17"    // 15-17
	Adult      AgeGroup = "adult"    // voksen
)

// AgeGroups lists them in the order in which they are shown.
func AgeGroups() []AgeGroup {
	return []AgeGroup{Under15, From15To17, Adult}
}

// TakesPart says whether a person wants to be in the project ("deltagelse"). It is ethics, and kept apart from the
// legal basis.
type TakesPart string

// The values of TakesPart.
const (
	TakesPartYes       TakesPart = "yes"       // ja
	TakesPartNo        TakesPart = "no"        // nej
	TakesPartWithdrawn TakesPart = "withdrawn" // trukket tilbage
)

// TakesParts lists them in the order in which they are shown.
func TakesParts() []TakesPart {
	return []TakesPart{TakesPartYes, TakesPartNo, TakesPartWithdrawn}
}

// Participant is a person with material in the project ("deltager"), known to the team by pseudonym only. Name and
// address stand in the Identity in the register. Losing the register leaves the pseudonym; nothing here leads back.
type Participant struct {
	Base
	// Pseudonym such as B-07, or a name chosen for the purpose; never the person's own.
	Pseudonym string `field:"pseudonym,required,search,index" json:"pseudonym"`
	// Perspective the person speaks from.
	Perspective Perspective `field:"perspective,required" json:"perspective"`
	// AgeGroup decides who can give consent.
	AgeGroup AgeGroup `field:"age_group" json:"age_group"`
	// Descriptor tells people met in passing apart: "med rollator, ved indgangen".
	Descriptor string `field:"descriptor,search" json:"descriptor"`
	// Actor the person belongs to.
	Actor ID `field:"actor,ref=actor" json:"actor"`
	// Attributes are what the team chose to note, such as sector or type of contact.
	Attributes []Attribute `field:"attributes" json:"attributes"`
	// TakesPart says whether the person wants to be in the project.
	TakesPart TakesPart `field:"takes_part" json:"takes_part"`
	// Cooling marks that material must rest a day before it is used outside the team.
	Cooling bool `field:"cooling" json:"cooling"`
	// Note for the team.
	Note string `field:"note,search,long" json:"note"`
}

// Kind implements Record.
func (*Participant) Kind() Kind { return KindParticipant }

// Validate implements Record: perspective and age group are known and every attribute has a name.
func (p *Participant) Validate() error {
	return first(
		oneOf(p, "perspective", p.Perspective, Perspectives()),
		oneOf(p, "age_group", p.AgeGroup, AgeGroups()),
		oneOf(p, "takes_part", p.TakesPart, TakesParts()),
		p.validAttributes(),
	)
}

// Attribute is one thing noted about a participant.
type Attribute struct {
	// Name of the attribute, the same for all participants.
	Name string `json:"name"`
	// Value in words.
	Value string `json:"value"`
}

func (p *Participant) validAttributes() error {
	for _, a := range p.Attributes {
		if strings.TrimSpace(a.Name) == "" {
			return wrong(p, "attributes", a.Value, rule("rule.attribute", "each attribute has a name"))
		}
	}
	return nil
}
