package feltbog

// KindMember is the kind of Member.
const KindMember Kind = "member"

// MemberRole says what a member may do.
type MemberRole string

// The values of MemberRole.
const (
	Coordinator MemberRole = "coordinator" // tovholder
	Fieldworker MemberRole = "fieldworker" // feltarbejder
	Guest       MemberRole = "guest"       // gæst
)

// MemberRoles lists them in the order in which they are shown.
func MemberRoles() []MemberRole {
	return []MemberRole{Coordinator, Fieldworker, Guest}
}

// Member is somebody on the project team ("medlem af projektgruppen"): a colleague, not a participant.
type Member struct {
	Base
	// Name that colleagues know the member by.
	Name string `field:"name,required,search" json:"name"`
	// Role says what the member may do; erasure and keys are for coordinators.
	Role MemberRole `field:"role,required" json:"role"`
	// Organisation the member comes from.
	Organisation string `field:"organisation,search" json:"organisation"`
	// PublicKey that bundles to this member are encrypted for.
	PublicKey string `field:"public_key" json:"public_key"`
	// Joined is when the member came.
	Joined FuzzyDate `field:"joined" json:"joined"`
	// Ended is when the member left.
	Ended FuzzyDate `field:"ended" json:"ended"`
}

// Kind implements Record.
func (*Member) Kind() Kind { return KindMember }

// Validate implements Record: its choices are among the known ones.
func (m *Member) Validate() error {
	return oneOf(m, "role", m.Role, MemberRoles())
}
