package feltbog

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
)

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

// RedactionSubject says what is covered.
type RedactionSubject string

// The values of RedactionSubject. For faces and for what can be read a box is recommended.
const (
	CoversFace  RedactionSubject = "face"  // ansigt
	CoversText  RedactionSubject = "text"  // tekst
	CoversOther RedactionSubject = "other" // andet
)

// RedactionSubjects lists them in the order in which they are shown.
func RedactionSubjects() []RedactionSubject {
	return []RedactionSubject{CoversFace, CoversText, CoversOther}
}

// Weaker reports whether a method is weaker than what is recommended for a subject.
func (s RedactionSubject) Weaker(m RedactionMethod) bool {
	return (s == CoversFace || s == CoversText) && (m == Pixelate || m == Blur)
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
	// Subject is what is covered.
	Subject RedactionSubject `field:"subject" json:"subject"`
	// Done is when the copy was made; zero while it is only planned.
	Done Instant `field:"done" json:"done"`
	// By is who made it.
	By ID `field:"by,ref=member" json:"by"`
	// Copy is the covered picture.
	Copy BlobRef `field:"copy" json:"copy"`
	// Made is what the copy was made of, as RedactionMark says it: a copy of something else is out of date.
	Made string `field:"made" json:"made"`
}

// Kind implements Record.
func (*Redaction) Kind() Kind { return KindRedaction }

// Validate implements Record: a copy says when it was made, and of what.
func (r *Redaction) Validate() error {
	return first(
		oneOf(r, "method", r.Method, RedactionMethods()),
		oneOf(r, "subject", r.Subject, RedactionSubjects()),
		when(!r.Copy.IsZero() && r.Done.IsZero(), missing(r, "done")),
		when(!r.Copy.IsZero() && r.Made == "", missing(r, "made")),
	)
}

// PhotoRedactions are the redactions of one picture with the regions that they cover; those without one are left out.
type PhotoRedactions struct {
	All     []*Redaction
	Regions map[ID]*Region
}

// RedactionMark says what the covered copy of a picture is made of: the file, how it is held, and every redaction. Two
// pictures of the same mark have the same covered copy.
func RedactionMark(o *Photo, of PhotoRedactions) string {
	var lines []string
	for _, r := range of.All {
		if g := of.Regions[r.Region]; g != nil {
			lines = append(lines, fmt.Sprintf("%s %s %.9f %.9f %.9f %.9f %v", r.Method, g.Shape, g.X, g.Y, g.W, g.H, g.Points))
		} else {
			lines = append(lines, string(r.Method)+" nowhere")
		}
	}
	slices.Sort(lines)
	sum := sha256.Sum256([]byte(fmt.Sprintf("1 %x %d\n%s", o.Travel.Hash, o.Turn, strings.Join(lines, "\n"))))
	return hex.EncodeToString(sum[:12])
}

// Current returns the covered copy of a picture when there is one and it is made of what the records say now.
func (of PhotoRedactions) Current(o *Photo) (BlobRef, bool) {
	if len(of.All) == 0 || o.Travel.IsZero() {
		return BlobRef{}, false
	}
	mark, ref := RedactionMark(o, of), of.All[0].Copy
	for _, r := range of.All {
		if r.Copy.IsZero() || r.Copy != ref || r.Made != mark || of.Regions[r.Region] == nil {
			return BlobRef{}, false
		}
	}
	return ref, true
}

// Asked reports whether somebody had the covered copy made, so that it follows what changes.
func (of PhotoRedactions) Asked() bool {
	return slices.ContainsFunc(of.All, func(r *Redaction) bool { return !r.Done.IsZero() })
}

// Covers reports whether a region is covered, or cropped away.
func (of PhotoRedactions) Covers(g *Region) bool {
	x1, y1, x2, y2 := g.Pixels(regionGrid, regionGrid)
	for _, r := range of.All {
		c := of.Regions[r.Region]
		if c == nil {
			continue
		}
		l, t, rt, b := c.Pixels(regionGrid, regionGrid)
		common := max(min(x2, rt)-max(x1, l), 0) * max(min(y2, b)-max(y1, t), 0)
		whole := max((x2-x1)*(y2-y1), 1)
		if r.Subject == CoversFace { // in somebody who is drawn from head to foot
			whole = max(min(whole, (rt-l)*(b-t)), 1)
		}
		if r.Method == CropAway && common == 0 || r.Method != CropAway && float64(common) >= mostCovered*float64(whole) {
			return true
		}
	}
	return false
}

const (
	regionGrid  = 10_000 // in which shares of regions are measured
	mostCovered = 0.6    // of a region, or of a face in it
)

// HasText reports whether something that can be read is covered.
func (of PhotoRedactions) HasText() bool {
	return slices.ContainsFunc(of.All, func(r *Redaction) bool { return r.Subject == CoversText })
}
