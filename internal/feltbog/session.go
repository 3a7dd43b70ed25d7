package feltbog

import "strconv"

// KindSession is the kind of Session.
const KindSession Kind = "session"

// SessionType says what kind of fieldwork a session is.
type SessionType string

// The values of SessionType.
const (
	KitchenTable    SessionType = "kitchen_table" // køkkenbordssamtale
	Interview       SessionType = "interview"     // interview
	GroupTalk       SessionType = "group"         // gruppesamtale
	EthnoRaid       SessionType = "ethno_raid"    // etnoraid
	FieldVisit      SessionType = "field_visit"   // feltbesøg
	PhotoSession    SessionType = "photo_session" // fotosamtale
	WorkshopSession SessionType = "workshop"      // workshop
	Salon           SessionType = "salon"         // samtalesalon
	Meeting         SessionType = "meeting"       // møde
)

// SessionTypes lists them in the order in which they are shown.
func SessionTypes() []SessionType {
	return []SessionType{
		KitchenTable, Interview, GroupTalk, EthnoRaid, FieldVisit, PhotoSession, WorkshopSession, Salon, Meeting,
	}
}

// Participation is how far the observer takes part, after Spradley ("grad af deltagelse").
type Participation string

// The values of Participation.
const (
	NoParticipation       Participation = "none"     // ikke-deltagende
	PassiveParticipation  Participation = "passive"  // passiv
	ModerateParticipation Participation = "moderate" // moderat
	ActiveParticipation   Participation = "active"   // aktiv
	CompleteParticipation Participation = "complete" // fuld deltagelse
)

// Participations lists them in the order in which they are shown.
func Participations() []Participation {
	return []Participation{
		NoParticipation, PassiveParticipation, ModerateParticipation, ActiveParticipation, CompleteParticipation,
	}
}

// Focus is how wide one looks: observation moves from descriptive to selective ("fokus").
type Focus string

// The values of Focus.
const (
	Descriptive Focus = "descriptive" // beskrivende
	Focused     Focus = "focused"     // fokuseret
	Selective   Focus = "selective"   // udvælgende
)

// Focuses lists them in the order in which they are shown.
func Focuses() []Focus {
	return []Focus{Descriptive, Focused, Selective}
}

// Session is one stretch of fieldwork: a conversation, an ethno-raid, a visit ("samtale, etnoraid, feltbesøg,
// fotosamtale"). Everything captured points to one. It is closed by its end time, never locked.
type Session struct {
	Base
	// Type says what kind of fieldwork it is.
	Type SessionType `field:"type,required" json:"type"`
	// Title in a few words; made from type, place and date when empty.
	Title string `field:"title,search" json:"title"`
	// Place it happens at.
	Place ID `field:"place,index,ref=place" json:"place"`
	// Time as it is planned or remembered.
	Time FuzzyDate `field:"time" json:"time"`
	// Started is when the session was begun in the program.
	Started Instant `field:"started" json:"started"`
	// Ended is when it was closed.
	Ended Instant `field:"ended" json:"ended"`
	// Team are the members who took part and what they did.
	Team []TeamRole `field:"team" json:"team"`
	// Participants are those we met.
	Participants []ID `field:"participants,set,subject,ref=participant" json:"participants"`
	// GuideVersion is the frozen guide that was used.
	GuideVersion ID `field:"guide_version,ref=guide_version" json:"guide_version"`
	// Questions are the few short ones of an ethno-raid, five at most.
	Questions []string `field:"questions" json:"questions"`
	// Purpose says what we want a first picture of.
	Purpose string `field:"purpose,search,long" json:"purpose"`
	// Access says how we got in and who gave leave.
	Access string `field:"access,search,long" json:"access"`
	// Principles that the session served.
	Principles []ID `field:"principles,set,ref=principle" json:"principles"`
	// Participation is how far the observer took part.
	Participation Participation `field:"participation" json:"participation"`
	// Focus is how wide the observer looked.
	Focus Focus `field:"focus" json:"focus"`
	// CoolingOff is the time until which the material stays inside the team, because somebody was in a crisis or
	// under the influence.
	CoolingOff Instant `field:"cooling_off" json:"cooling_off"`
	// Workshop is the joint interpretation that was held in this session.
	Workshop ID `field:"workshop,ref=workshop" json:"workshop"`
}

// Kind implements Record.
func (*Session) Kind() Kind { return KindSession }

// Validate implements Record: it ends after it begins, asks at most five short questions, and its roles are known.
func (s *Session) Validate() error {
	return first(
		oneOf(s, "type", s.Type, SessionTypes()),
		oneOf(s, "participation", s.Participation, Participations()),
		oneOf(s, "focus", s.Focus, Focuses()),
		inSequence(s, "ended", s.Started, s.Ended),
		when(len(s.Questions) > 5,
			wrong(s, "questions", strconv.Itoa(len(s.Questions)), rule("rule.five", "an ethno-raid asks five questions at most"))),
		s.validTeam(),
	)
}

// FieldRole is what a team member does in a session ("rolle på holdet").
type FieldRole string

// The values of FieldRole.
const (
	Observer     FieldRole = "observer"     // observatør
	Interviewer  FieldRole = "interviewer"  // interviewer
	Photographer FieldRole = "photographer" // fotograf
	Timekeeper   FieldRole = "timekeeper"   // tidtager
	Companion    FieldRole = "companion"    // følgegæst
)

// FieldRoles lists them in the order in which they are shown.
func FieldRoles() []FieldRole {
	return []FieldRole{Observer, Interviewer, Photographer, Timekeeper, Companion}
}

// TeamRole is one line of a session's team.
type TeamRole struct {
	// Member of the team; none for a guest who is not one.
	Member ID `json:"member"`
	// Perspective of a guest, for instance a politician on an ethno-raid.
	Perspective Perspective `json:"perspective"`
	// Role is what they do.
	Role FieldRole `json:"role"`
}

func (s *Session) validTeam() error {
	for _, t := range s.Team {
		if err := first(oneOf(s, "team", t.Role, FieldRoles()), oneOf(s, "team", t.Perspective, Perspectives())); err != nil {
			return err
		}
	}
	return nil
}
