package scan

import "strings"

// particles stand in names and are no names.
var particles = []string{"af", "von", "van", "der", "den", "de", "da", "el", "al", "bin", "ibn", "la", "le", "og"}

// ordinary are words of Danish that are names too. Written in lower case they are taken as words.
var ordinary = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(`
		bager bak bakke bech berg bjerg bjørn blom blomst bo boll bonde borg bro brink brun bruun bryld buch bukh bæk bæch bøg dag dahl dal dam damm due eg ege egel eng enghave engel ernst
		falk fisker fjord flor frank friis fris frost fugl gade gammel gas gaard gård grøn guld hald hammer han hansen have hede heide heino helge hell helle hest hjort hof hoff holm holt hoppe
		horn hvid hvidt høeg høg høj jeppe jul juul kaj kam kamp karm kas keld kilde kirk kirke kjær kjeld klit klok klint kock kok kold konge krog krogh kruse kær lange lang leth lind lund lunde
		lykke lyng lys mai maj malling man mark maria marie may mejer merete mikkel mogens mose munk møller mølle nord norden nygaard nygård ny nær olsen otte palle park pil pihl post prins prior
		ravn rask regn ren ring rise ro rosa rose rosen rud ry rytter sand sander sej sig ske skov smed smidt sol sommer sonne steen sten storm strand strøm stub sund svane svend svensk sø
		søn sønder ta ta' tage tang thor tom torn torp tove trane tro ulv vang vest vester vibe vig viola viol vind vinter vinther voigt vold vor wang werner øster østergaard åse aas ås ånd år`) {
		m[w] = true
	}
	return m
}()
