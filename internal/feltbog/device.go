package feltbog

// KindDevice is the kind of Device.
const KindDevice Kind = "device"

// Device is one machine that writes to a space ("maskine"). Its key signs what it writes. In a workshop space a
// device has a fresh id and no member.
type Device struct {
	Base
	// Member who uses it; none in a workshop.
	Member ID `field:"member,index,ref=member" json:"member"`
	// Name of the machine, as its user calls it; empty in a workshop.
	Name string `field:"name" json:"name"`
	// SigningKey is the Ed25519 public key that its changes are verified with.
	SigningKey string `field:"signing_key,required" json:"signing_key"`
	// Added is when it joined.
	Added Instant `field:"added" json:"added"`
	// Revoked is when it was shut out; what it wrote before stays.
	Revoked Instant `field:"revoked" json:"revoked"`
}

// Kind implements Record.
func (*Device) Kind() Kind { return KindDevice }

// Validate implements Record: its required fields are all it needs.
func (*Device) Validate() error { return nil }
