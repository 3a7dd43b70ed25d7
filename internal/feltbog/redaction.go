package feltbog

// KindRedaction is the kind of Redaction.
const KindRedaction Kind = "redaction"

// RedactionMethod says how something was covered. A box is the strongest, blur the weakest.
type RedactionMethod string

// The values of RedactionMethod.
const (
	BoxOver  RedactionMethod = "box"   // overdæk
	Pixelate RedactionMethod = "pixel" // pixel
	Blur     RedactionMethod = "blur"  // slør
	CropAway RedactionMethod = "crop"  // beskær
)

// RedactionMethods lists them in the order in which they are shown.
func RedactionMethods() []RedactionMethod {
	return []RedactionMethod{BoxOver, Pixelate, Blur, CropAway}
}

// Redaction is one covering that was made in a picture ("sløring, overdækning"). It always makes a new copy; the
// copies of several redactions are made together from the original.
type Redaction struct {
	Base
	// Photo that is covered.
	Photo ID `field:"photo,required,index,ref=photo" json:"photo"`
	// Region that is covered, or that is left by a crop.
	Region ID `field:"region,required,ref=region" json:"region"`
	// Method of covering.
	Method RedactionMethod `field:"method,required" json:"method"`
	// Done is when the copy was made; zero while it is only planned.
	Done Instant `field:"done" json:"done"`
	// By is who made it.
	By ID `field:"by,ref=member" json:"by"`
	// Copy is the covered picture.
	Copy BlobRef `field:"copy" json:"copy"`
}

// Kind implements Record.
func (*Redaction) Kind() Kind { return KindRedaction }

// Validate implements Record: a copy says when it was made.
func (r *Redaction) Validate() error {
	return first(
		oneOf(r, "method", r.Method, RedactionMethods()),
		when(!r.Copy.IsZero() && r.Done.IsZero(), missing(r, "done")),
	)
}
