package feltbog

// KindCardSource is the kind of CardSource.
const KindCardSource Kind = "card_source"

// CardSource tells the team, and only the team, which material a card was made of ("kortets kilde").
type CardSource struct {
	Base
	// Card that was made.
	Card ID `field:"card,required,index,ref=card" json:"card"`
	// Workshop it was made for.
	Workshop ID `field:"workshop,required,index,ref=workshop" json:"workshop"`
	// SourceKind is the kind of the material.
	SourceKind Kind `field:"source_kind,required" json:"source_kind"`
	// Source is the material.
	Source ID `field:"source,required,index,ref=excerpt|note_block|answer|photo|photo_talk|source" json:"source"`
	// Participants whose material it is.
	Participants []ID `field:"participants,set,subject,ref=participant" json:"participants"`
	// Disclosure that it went out with.
	Disclosure ID `field:"disclosure,ref=disclosure" json:"disclosure"`
	// Cleared is when the gate let it through.
	Cleared Instant `field:"cleared" json:"cleared"`
}

// Kind implements Record.
func (*CardSource) Kind() Kind { return KindCardSource }

// Validate implements Record: the material is of a kind that cards are made of.
func (c *CardSource) Validate() error {
	return c.validSource()
}

func (c *CardSource) validSource() error {
	f, _ := SchemaOf(KindCardSource).Field("source")
	return oneOf(c, "source_kind", c.SourceKind, f.Refs)
}
