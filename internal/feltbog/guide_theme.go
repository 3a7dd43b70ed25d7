package feltbog

// KindGuideTheme is the kind of GuideTheme.
const KindGuideTheme Kind = "guide_theme"

// GuideTheme is a section of a guide ("tema i guiden") with a purpose and a share of the time.
type GuideTheme struct {
	Base
	// Guide the theme belongs to.
	Guide ID `field:"guide,required,index,ref=guide" json:"guide"`
	// Title of the theme.
	Title string `field:"title,required,search" json:"title"`
	// Purpose says what the theme is to open.
	Purpose string `field:"purpose,search,long" json:"purpose"`
	// Minutes planned for it.
	Minutes int `field:"minutes" json:"minutes"`
	// Order is the fractional index in the guide.
	Order string `field:"order,silent" json:"order"`
}

// Kind implements Record.
func (*GuideTheme) Kind() Kind { return KindGuideTheme }

// Validate implements Record: the length is within a day.
func (g *GuideTheme) Validate() error {
	return within(g, "minutes", g.Minutes, 0, 24*60)
}
