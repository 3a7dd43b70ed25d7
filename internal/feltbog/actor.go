package feltbog

// KindActor is the kind of Actor.
const KindActor Kind = "actor"

// ActorType sorts actors.
type ActorType string

// The values of ActorType.
const (
	ActorCitizens        ActorType = "citizens"         // borgere, målgruppe
	ActorRelatives       ActorType = "relatives"        // pårørende
	ActorAssociation     ActorType = "association"      // forening
	ActorVolunteers      ActorType = "volunteers"       // frivillige
	ActorProfessionals   ActorType = "professionals"    // fagpersoner
	ActorLeaders         ActorType = "leaders"          // ledere
	ActorAdministration  ActorType = "administration"   // administration
	ActorPoliticians     ActorType = "politicians"      // politikere
	ActorGeneralPractice ActorType = "general_practice" // almen praksis
	ActorPharmacy        ActorType = "pharmacy"         // apotek
	ActorEducation       ActorType = "education"        // uddannelse
	ActorBusiness        ActorType = "business"         // erhverv
	ActorMeetingPlace    ActorType = "meeting_place"    // mødested
	ActorAuthority       ActorType = "authority"        // myndighed
	ActorResearchers     ActorType = "researchers"      // forskere
)

// ActorTypes lists them in the order in which they are shown.
func ActorTypes() []ActorType {
	return []ActorType{
		ActorCitizens, ActorRelatives, ActorAssociation, ActorVolunteers, ActorProfessionals, ActorLeaders,
		ActorAdministration, ActorPoliticians, ActorGeneralPractice, ActorPharmacy, ActorEducation, ActorBusiness,
		ActorMeetingPlace, ActorAuthority, ActorResearchers,
	}
}

// Sector says which part of society an actor belongs to.
type Sector string

// The values of Sector.
const (
	SectorCivil        Sector = "civil_society"    // civilsamfund
	SectorMunicipality Sector = "municipality"     // kommune
	SectorRegion       Sector = "region"           // region, hospital
	SectorPractice     Sector = "general_practice" // almen praksis
	SectorPrivate      Sector = "private"          // privat
	SectorState        Sector = "state"            // stat
	SectorAcross       Sector = "across"           // tværgående
)

// Sectors lists them in the order in which they are shown.
func Sectors() []Sector {
	return []Sector{
		SectorCivil, SectorMunicipality, SectorRegion, SectorPractice, SectorPrivate, SectorState, SectorAcross,
	}
}

// ActorRelation says where an actor stands to the project.
type ActorRelation string

// The values of ActorRelation.
const (
	ActorJoined   ActorRelation = "joined"    // er med
	ActorInvited  ActorRelation = "invited"   // inviteret
	ActorToInvite ActorRelation = "to_invite" // skal inviteres
	ActorResists  ActorRelation = "resists"   // modstand
)

// ActorRelations lists them in the order in which they are shown.
func ActorRelations() []ActorRelation {
	return []ActorRelation{ActorJoined, ActorInvited, ActorToInvite, ActorResists}
}

// Actor is a type of person, a group or an organisation with a part in the problem ("aktør"). A single person's name
// and telephone number belong in a Contact in the register.
type Actor struct {
	Base
	// Name of the group, the organisation or the type of person.
	Name string `field:"name,required,search" json:"name"`
	// Type sorts actors in the map.
	Type ActorType `field:"type" json:"type"`
	// Sector the actor belongs to.
	Sector Sector `field:"sector" json:"sector"`
	// Level runs from 0, lived life, over frontline, manager and director to 4, politicians, and 5, the state.
	Level int `field:"level" json:"level"`
	// Perspective the actor mostly speaks from.
	Perspective Perspective `field:"perspective" json:"perspective"`
	// Interest in the problem, 1 to 5; 0 is not judged.
	Interest int `field:"interest" json:"interest"`
	// Influence on the problem, 1 to 5; 0 is not judged.
	Influence int `field:"influence" json:"influence"`
	// Trust between the actor and the project, 1 to 5; 0 is not judged.
	Trust int `field:"trust" json:"trust"`
	// Relation to the project.
	Relation ActorRelation `field:"relation" json:"relation"`
	// Responsible are the team members who keep in touch.
	Responsible []ID `field:"responsible,set,ref=member" json:"responsible"`
	// NextStep is what happens next with this actor.
	NextStep string `field:"next_step,search" json:"next_step"`
	// NextDate is when.
	NextDate FuzzyDate `field:"next_date" json:"next_date"`
	// Note holds anything else.
	Note string `field:"note,search,long" json:"note"`
}

// Kind implements Record.
func (*Actor) Kind() Kind { return KindActor }

// Validate implements Record: its choices are among the known ones.
func (a *Actor) Validate() error {
	return first(
		oneOf(a, "type", a.Type, ActorTypes()),
		oneOf(a, "sector", a.Sector, Sectors()),
		oneOf(a, "perspective", a.Perspective, Perspectives()),
		oneOf(a, "relation", a.Relation, ActorRelations()),
		within(a, "level", a.Level, 0, 5),
		within(a, "interest", a.Interest, 0, 5),
		within(a, "influence", a.Influence, 0, 5),
		within(a, "trust", a.Trust, 0, 5),
	)
}
