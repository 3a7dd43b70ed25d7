package feltbog

// KindEvidenceLink is the kind of EvidenceLink.
const KindEvidenceLink Kind = "evidence_link"

// EvidenceLink says that a claim rests on something, or is contradicted by it ("belæg, rød tråd"). Recommendation to
// learning to reading to excerpt: every step is such a link with a reason. An Interpretation holds its excerpts
// itself.
type EvidenceLink struct {
	Base
	// ClaimKind is the kind of the claim.
	ClaimKind Kind `field:"claim_kind,required" json:"claim_kind"`
	// Claim that is made.
	Claim ID `field:"claim,required,index,ref=learning_point|recommendation|trial_action|theme|plan_change" json:"claim"`
	// BasisKind is the kind of what it rests on.
	BasisKind Kind `field:"basis_kind,required" json:"basis_kind"`
	// Basis is what it rests on.
	Basis ID `field:"basis,required,index,ref=learning_point|interpretation|excerpt|cluster|reading|disagreement|possibility|trial_action|theme|source|note_block|photo" json:"basis"`
	// Contradicts tells that the basis speaks against the claim.
	Contradicts bool `field:"contradicts" json:"contradicts"`
	// Reason says how.
	Reason string `field:"reason,search,long" json:"reason"`
	// Made is when the link was drawn.
	Made Instant `field:"made" json:"made"`
	// Member who drew it.
	Member ID `field:"member,ref=member" json:"member"`
}

// Kind implements Record.
func (*EvidenceLink) Kind() Kind { return KindEvidenceLink }

// Validate implements Record: both ends are of kinds that can make and carry a claim, and nothing proves itself.
func (e *EvidenceLink) Validate() error {
	return e.validEnds()
}

func (e *EvidenceLink) validEnds() error {
	s := SchemaOf(KindEvidenceLink)
	claim, _ := s.Field("claim")
	basis, _ := s.Field("basis")
	return first(
		oneOf(e, "claim_kind", e.ClaimKind, claim.Refs),
		oneOf(e, "basis_kind", e.BasisKind, basis.Refs),
		when(e.Claim == e.Basis && !e.Claim.IsZero(), wrong(e, "basis", e.Basis.String(), rule("rule.own_basis", "a claim cannot rest on itself"))),
	)
}
