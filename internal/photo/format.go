package photo

import (
	"bytes"
	"encoding/binary"
	"slices"
)

// Format is what a file is, told by how it begins.
type Format string

// The formats. Raw is a camera's own format of which only the picture inside it can be shown.
const (
	Unknown Format = ""
	JPEG    Format = "jpeg"
	HEIC    Format = "heic"
	PNG     Format = "png"
	WebP    Format = "webp"
	TIFF    Format = "tiff"
	Raw     Format = "raw"
	Other   Format = "other" // a picture of a kind that is not read: GIF, BMP, AVIF
	Sound   Format = "sound"
	Video   Format = "video"
)

// SniffBytes is how much of a file Sniff looks at, at most.
const SniffBytes = 64 << 10

// Picture reports whether files of the format can be taken in as pictures.
func (f Format) Picture() bool {
	return slices.Contains([]Format{JPEG, HEIC, PNG, WebP, TIFF, Raw}, f)
}

// MIME is the media type of the format.
func (f Format) MIME() string {
	switch f {
	case JPEG, HEIC, PNG, WebP, TIFF:
		return "image/" + string(f)
	case Raw:
		return "image/x-raw"
	}
	return "application/octet-stream"
}

// heifBrands are the brands of files that hold HEVC pictures.
var heifBrands = []string{"heic", "heix", "hevc", "hevx", "heim", "heis", "mif1", "msf1", "MiHE", "MiHB"}

// Sniff tells what a file is from its beginning.
func Sniff(head []byte) Format {
	head = head[:min(len(head), SniffBytes)]
	switch {
	case bytes.HasPrefix(head, []byte("\xff\xd8\xff")) || bytes.Equal(head, []byte("\xff\xd8")):
		return JPEG
	case bytes.HasPrefix(head, []byte("\x89PNG\r\n\x1a\n")):
		return PNG
	case len(head) >= 12 && string(head[:4]) == "RIFF":
		return sniffRIFF(string(head[8:12]))
	case len(head) >= 12 && string(head[4:8]) == "ftyp":
		return sniffBoxes(head)
	case bytes.HasPrefix(head, []byte("FUJIFILMCCD-RAW")):
		return Raw
	case isTIFF(head):
		return sniffTIFF(head)
	case bytes.HasPrefix(head, []byte("GIF8")) || bytes.HasPrefix(head, []byte("BM")) && len(head) >= 26:
		return Other
	case bytes.HasPrefix(head, []byte("ID3")) || bytes.HasPrefix(head, []byte("fLaC")) || bytes.HasPrefix(head, []byte("OggS")),
		len(head) >= 2 && head[0] == 0xff && head[1]&0xe6 == 0xe2: // a frame of MPEG sound, layer III or II
		return Sound
	case bytes.HasPrefix(head, []byte("\x1aE\xdf\xa3")) || bytes.HasPrefix(head, []byte("\x00\x00\x01\xba")):
		return Video
	}
	return Unknown
}

func sniffRIFF(kind string) Format {
	switch kind {
	case "WEBP":
		return WebP
	case "WAVE":
		return Sound
	case "AVI ":
		return Video
	}
	return Unknown
}

// sniffBoxes tells the files apart that are made of boxes: pictures of phones, films and sound.
func sniffBoxes(head []byte) Format {
	size := int(binary.BigEndian.Uint32(head))
	brands := string(head[8:12])
	for at := 16; at+4 <= min(size, len(head), 256); at += 4 {
		brands += " " + string(head[at:at+4])
	}
	major := brands[:4]
	has := func(list ...string) bool {
		return slices.ContainsFunc(list, func(b string) bool { return major == b || bytes.Contains([]byte(brands[4:]), []byte(" "+b)) })
	}
	switch {
	case major == "crx ":
		return Raw
	case has("avif", "avis"):
		return Other
	case has(heifBrands...):
		return HEIC
	case major == "M4A " || major == "M4B ":
		return Sound
	}
	return Video
}

func isTIFF(head []byte) bool {
	if len(head) < 8 {
		return false
	}
	switch string(head[:4]) {
	case "II*\x00", "MM\x00*", "IIU\x00", "IIRO", "IIRS", "MMOR":
		return true
	}
	return false
}

// sniffTIFF tells a camera's own format from a TIFF: by its magic, or by what stands in its first directory.
func sniffTIFF(head []byte) Format {
	if string(head[:4]) != "II*\x00" && string(head[:4]) != "MM\x00*" || len(head) >= 10 && string(head[8:10]) == "CR" {
		return Raw
	}
	t := directories{b: head}
	first, ok := t.first()
	if !ok {
		return TIFF
	}
	entries := t.entries(first)
	has := func(tag uint16) bool { _, ok := entries[tag]; return ok }
	switch {
	case has(tagDNGVersion):
		return Raw
	case has(tagSubIFDs) && t.number(entries[tagCompression]) != 1 && has(tagMake): // NEF, ARW, PEF: the picture stands below
		return Raw
	case has(tagSubIFDs) && has(tagMake) && t.number(entries[tagSubfileType]) == 1:
		return Raw
	}
	return TIFF
}
