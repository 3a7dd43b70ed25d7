package feltbog

// PhotoWish is what the person whose picture it is wants done with it, asked at the end of a conversation.
type PhotoWish string

// The values of PhotoWish.
const (
	WishShow   PhotoWish = "show"   // må vises
	WishTeam   PhotoWish = "team"   // kun til forskeren
	WishDelete PhotoWish = "delete" // skal slettes
)

// PhotoWishes lists them in the order in which they are shown.
func PhotoWishes() []PhotoWish { return []PhotoWish{WishShow, WishTeam, WishDelete} }
