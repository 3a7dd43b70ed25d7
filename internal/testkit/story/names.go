package story

// The names that people of the story get. They are common ones, put together by chance.
var (
	firstNames = []string{"Karen", "Ole", "Ingrid", "Bent", "Åse", "Jørgen", "Lis", "Svend", "Grethe", "Mogens", "Birthe", "Kaj", "Solvej", "Preben", "Else-Marie", "Torben",
		"Fatima", "Søren", "Dagny", "Hans", "Rigmor", "Ebbe", "Ruth", "Yusuf"}
	lastNames = []string{"Ærbæk", "Thuesen", "Vestergård", "Kjærulff", "Brøndum", "Nørskov", "Halkjær", "Lyngby", "Ravnkilde", "Stenbæk", "Ågård", "Toftlund", "Højbjerg",
		"Skovsende", "Fuglsbjerg", "Damsgård", "Kragelund", "Overmark", "Smedegård", "Yildirim"}
	nearNames = []string{"Agnete Hvidbjerg", "Frode Munkholm", "Tove Skjødt", "Verner Ulsted", "Gudrun Ormslev", "Niels-Peter Raun", "Kirstine Blåbjerg", "Arne Fruergård",
		"Dorthe Vinkel", "Holger Tranbjerg", "Bodil Rønhave", "Egon Sandager", "Inge Kvistgård"}
)
