package feltbog

// KindTheme is the kind of Theme.
const KindTheme Kind = "theme"

// Theme is a pattern that goes across the material ("tema, mønster").
type Theme struct {
	Base
	// Title in a whole sentence, if it can be said.
	Title string `field:"title,required,search" json:"title"`
	// Description of the pattern and where it stops.
	Description string `field:"description,search,long" json:"description"`
	// Tags that feed it.
	Tags []ID `field:"tags,set,ref=tag" json:"tags"`
	// Order is the fractional index in the list.
	Order string `field:"order,silent" json:"order"`
}

// Kind implements Record.
func (*Theme) Kind() Kind { return KindTheme }

// Validate implements Record: its required fields are all it needs.
func (*Theme) Validate() error { return nil }
