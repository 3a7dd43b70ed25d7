package photo

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"encoding/hex"
	"io"
	"strings"
)

// profile is a block of metadata that stands in a file in a way of its own.
type profile struct {
	xmp  bool // else EXIF
	body []byte
}

// maxProfile bounds how large one may be, unpacked.
const maxProfile = 1 << 20

// profiles finds what imagemeta does not: blocks that ImageMagick writes into PNG as text, and EXIF in WebP that begins
// as it does in a JPEG.
func profiles(f Format, b []byte) []profile {
	switch f {
	case PNG:
		return pngProfiles(b)
	case WebP:
		var out []profile
		riff(b, func(kind string, body []byte) {
			if rest, ok := bytes.CutPrefix(body, []byte("Exif\x00\x00")); ok && kind == "EXIF" {
				out = append(out, profile{body: rest})
			}
		})
		return out
	}
	return nil
}

// riff walks through the chunks of a WebP.
func riff(b []byte, f func(kind string, body []byte)) {
	if len(b) < 12 {
		return
	}
	for b = b[12:]; len(b) >= 8; {
		n := int64(binary.LittleEndian.Uint32(b[4:]))
		if n > int64(len(b)-8) {
			return
		}
		f(string(b[:4]), b[8:8+n])
		b = b[min(int64(len(b)), 8+n+n&1):]
	}
}

func pngProfiles(b []byte) []profile {
	var out []profile
	for b = b[min(len(b), 8):]; len(b) >= 12 && len(out) < 8; {
		n := int64(binary.BigEndian.Uint32(b))
		if n > int64(len(b)-12) {
			return out
		}
		kind, body := string(b[4:8]), b[8:8+n]
		if kind == "tEXt" || kind == "zTXt" {
			if p, ok := pngProfile(kind, body); ok {
				out = append(out, p)
			}
		}
		b = b[12+n:]
	}
	return out
}

// pngProfile reads a text that holds a block in hexadecimal digits after its name and length, or XMP as it is.
func pngProfile(kind string, body []byte) (profile, bool) {
	key, text, ok := bytes.Cut(body, []byte{0})
	if !ok || !strings.HasPrefix(string(key), "Raw profile type ") && string(key) != "XML:com.adobe.xmp" {
		return profile{}, false
	}
	if kind == "zTXt" {
		if len(text) < 1 {
			return profile{}, false
		}
		z, err := zlib.NewReader(bytes.NewReader(text[1:]))
		if err != nil {
			return profile{}, false
		}
		if text, err = io.ReadAll(io.LimitReader(z, 2*maxProfile)); err != nil {
			return profile{}, false
		}
	}
	if string(key) == "XML:com.adobe.xmp" {
		return profile{xmp: true, body: text}, true
	}
	lines := strings.SplitN(strings.TrimLeft(string(text), "\n"), "\n", 3)
	if len(lines) < 3 {
		return profile{}, false
	}
	raw, err := hex.DecodeString(strings.Join(strings.Fields(lines[2]), ""))
	if err != nil || len(raw) > maxProfile {
		return profile{}, false
	}
	if rest, ok := bytes.CutPrefix(raw, []byte("Exif\x00\x00")); ok {
		return profile{body: rest}, true
	}
	if rest, ok := bytes.CutPrefix(raw, []byte("http://ns.adobe.com/xap/1.0/\x00")); ok {
		return profile{xmp: true, body: rest}, true
	}
	return profile{xmp: strings.HasSuffix(string(key), "xmp"), body: raw}, strings.HasSuffix(string(key), "xmp")
}
