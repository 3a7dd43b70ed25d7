package feltbog

import "strings"

// KindTag is the kind of Tag.
const KindTag Kind = "tag"

// Tag is a word that marks notes, photos, regions and excerpts ("mærkat"; a code in the codebook sense). Anyone in the
// team may make one; renaming it renames it everywhere, because marks hold its id.
type Tag struct {
	Base
	// Name as the user typed it, without a leading #.
	Name string `field:"name,required,search" json:"name"`
	// Description says when the tag is to be used, as a codebook does.
	Description string `field:"description,search,long" json:"description"`
	// Parent groups tags in a tree; none at the top.
	Parent ID `field:"parent,ref=tag" json:"parent"`
	// Colour is the name of a palette entry, never a colour value.
	Colour string `field:"colour" json:"colour"`
	// Order is the fractional index among its siblings.
	Order string `field:"order,silent" json:"order"`
}

// Kind implements Record.
func (*Tag) Kind() Kind { return KindTag }

// Validate implements Record: a tag needs a name.
func (t *Tag) Validate() error {
	if strings.TrimSpace(t.Name) == "" {
		return missing(t, "name")
	}
	return nil
}
