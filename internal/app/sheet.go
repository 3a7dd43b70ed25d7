package app

import (
	"io"
	"strconv"

	"feltbog/internal/pdf"
)

// Sheet is a recovery sheet ("genåbningsark") as it is printed.
type Sheet struct {
	Project  string
	Vault    string // what the vault is called: its folder's name
	Date     string // when it was drawn, worded
	Words    []string
	Register []string // the words of the register's own passphrase, when it has one
}

// Say words a key in the language of the window; names and what is filled in for them follow in turn.
type Say = func(key string, args ...string) string

// Measures of the sheet in millimetres, and its sizes in points.
const (
	sheetMargin  = 24.0
	sheetWidth   = 210 - 2*sheetMargin
	sheetColumns = 3
	sheetRow     = 13.0
)

// RecoverySheetPDF writes the sheet as one page of A4 that can be read in black and white: what it opens, from which
// day it is, the words with their numbers, and what to do with it. Its fonts lie in the file, so that any project's
// name is printed as it is written. Whoever has the file can open the vault.
func RecoverySheetPDF(w io.Writer, s Sheet, say Say) error {
	p := pdf.New(say("sheet.title")+" "+s.Vault, say("app.name"), sheetMargin)
	p.AddPage()
	sheetText(p, "B", 24, 11, say("sheet.title"))
	p.Ln(2)
	sheetText(p, "", 12, 6.5, say("sheet.for"))
	p.Ln(6)
	sheetLine(p, say("sheet.project"), s.Project)
	sheetLine(p, say("sheet.vault"), s.Vault)
	sheetLine(p, say("sheet.date"), s.Date)
	p.Ln(6)
	sheetWords(p, s.Words)
	if len(s.Register) > 0 {
		p.Ln(6)
		sheetText(p, "B", 13, 7, say("sheet.register"))
		sheetText(p, "", 11, 6, say("sheet.register.for"))
		p.Ln(3)
		sheetWords(p, s.Register)
	}
	p.Ln(8)
	for _, key := range []string{"sheet.how", "sheet.safe", "sheet.lost"} {
		sheetText(p, "", 11, 6, say(key))
		p.Ln(2)
	}
	return p.Write(w)
}

func sheetText(p *pdf.Sheet, style string, size, line float64, text string) {
	p.SetFont("text", style, size)
	p.MultiCell(sheetWidth, line, text, "", "L", false)
}

// sheetLine writes a name and what belongs to it, beside each other.
func sheetLine(p *pdf.Sheet, name, value string) {
	p.SetFont("text", "", 11)
	p.CellFormat(34, 6.5, name, "", 0, "L", false, 0, "")
	p.SetFont("text", "B", 11)
	p.MultiCell(sheetWidth-34, 6.5, value, "", "L", false)
}

// sheetWords writes numbered words in columns, row by row, inside a frame.
func sheetWords(p *pdf.Sheet, words []string) {
	const width = sheetWidth / sheetColumns
	top := p.GetY()
	rows := (len(words) + sheetColumns - 1) / sheetColumns
	p.Rect(sheetMargin, top, sheetWidth, float64(rows)*sheetRow+6, "D")
	for i, word := range words {
		x, y := sheetMargin+float64(i%sheetColumns)*width, top+3+float64(i/sheetColumns)*sheetRow
		p.SetXY(x, y)
		p.SetFont("text", "", 11)
		p.CellFormat(12, sheetRow, strconv.Itoa(i+1), "", 0, "R", false, 0, "")
		p.SetXY(x+14, y)
		p.SetFont("mono", "", 14)
		p.CellFormat(width-14, sheetRow, word, "", 0, "L", false, 0, "")
	}
	p.SetXY(sheetMargin, top+float64(rows)*sheetRow+6)
}
