package scan

import "strings"

// particles stand in names and are no names.
var particles = []string{"af", "von", "van", "der", "den", "de", "da", "el", "al", "bin", "ibn", "la", "le", "og"}

// ordinariness says how far a name is also a word of the language.
type ordinariness uint8

const (
	onlyName ordinariness = iota
	alsoWord              // written in lower case it is taken as the word
	opener                // and with a capital too, where a sentence begins
)

// spelled are the ordinary words as they are written.
var spelled = map[string]bool{}

// ordinary are words of Danish that are names too, by how they sound.
var ordinary = func() map[string]ordinariness {
	m := map[string]ordinariness{}
	for w := range strings.FieldsSeq(`
		alma ane april arne art aske august bager bak bakke bang bavn berg bille birk bjerg bjørn blad blom blomst bord borg
		brink bro brud brun busk buk by bæk bær bøg dag dal dam damm due dyr eg elv eng engel falk fald fang fisk fisker
		fjeld fjord flod flor fod frank fred fri frost frø fugl gade gave glad gran grav greve gud gul gæst gård hald hale
		hammer have havn hede held helt helle hest hjort hold holm hop horn hus hval hvide høg høj iris jord juli jul juni kam
		kamp kant karl kaj kilde kirke klint klit klog klok knap kok kold kors krabbe krag krage krog kro kruse kvist kær lam
		lind liv lund lyn lyng lys løv maj mand mark mejer mose mund munk mus myg mølle mønt nord næs nørre odde ord orm palle
		pind post prins præst pil rand ravn regn ris rod rose rune ryg ræv rød røn sand sejr signe skat sky skov skjold skytte
		slot smed snog sol sommer spang stav sten stig stjerne stok storm strand strøm stub sund svane svend syd sø søn
		søster tage tang ting toft tofte told top torn torp tove trane træ tro tyr tårn ulv urt vad vagn vang vest vester vig
		vig vind vinter viol viola virke vold vraa værn væver ø øster ørn ås`) {
		m[fold(w)], spelled[w] = alsoWord, true
	}
	for w := range strings.FieldsSeq(`
		alle begge bed bo brug da de den der dog du en et far fin fra få før gammel gang gid giv glad god gå ham han hans
		har hej hen her hun hver hvid hvor ind ja jo kan kom lad lang lange lav let lig lille liste lys lyse længe man men mest
		mor mørk må nej nok nu ny når og ok om op os pas per ren ring rolig rask sagt samme sat se seks selv sent ser sig ske
		slut små snart som sort stille stor stå sund syg så tag tak ti tid to tom tre trods tro ung ud uden vel ved vi vil var
		vær vor`) {
		m[fold(w)], spelled[w] = opener, true
	}
	return m
}()
