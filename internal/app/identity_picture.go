package app

import (
	"bytes"
	"errors"
	"image"
	_ "image/jpeg" // read by ReadKeyCard
	"image/png"
	"io/fs"
	"os"
	"strings"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"

	"feltbog/internal/feltbog"
)

// keyPictureSide is how many points a picture of a key has at least at each side.
const keyPictureSide = 480

// maxKeyPicture bounds a photograph of a key: its bytes, and its points.
const (
	maxKeyPicture = 24 << 20
	maxKeyPoints  = 64 << 20
)

// Picture is the key as a QR code, with a name behind it, to be photographed from a screen or paper.
func (c KeyCard) Picture() (image.Image, error) {
	text := c.Key
	if c.Name != "" {
		text += "\n" + c.Member.String() + "\n" + c.Name
	}
	m, err := qrcode.NewQRCodeWriter().Encode(text, gozxing.BarcodeFormat_QR_CODE, keyPictureSide, keyPictureSide,
		map[gozxing.EncodeHintType]interface{}{gozxing.EncodeHintType_CHARACTER_SET: "UTF-8", gozxing.EncodeHintType_MARGIN: 4})
	if err != nil {
		return nil, err
	}
	out := image.NewGray(image.Rect(0, 0, m.GetWidth(), m.GetHeight()))
	for y := range m.GetHeight() {
		for x := range m.GetWidth() {
			if !m.Get(x, y) {
				out.Pix[y*out.Stride+x] = 0xff
			}
		}
	}
	return out, nil
}

// WritePicture writes it into a new file, as PNG.
func (c KeyCard) WritePicture(file string) error {
	p, err := c.Picture()
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := png.Encode(&b, p); err != nil {
		return err
	}
	f, err := os.OpenFile(file, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return feltbog.Errorf(feltbog.EUsage, "key.exists", "%s is there already; choose another name for the key", file).With("file", file)
	}
	if err == nil {
		_, err = f.Write(b.Bytes())
		err = errors.Join(err, f.Close())
	}
	if err != nil {
		return feltbog.Errorf(feltbog.EUsage, "key.write", "the key cannot be written to %s: %w", file, err).With("file", file)
	}
	return nil
}

// cardOfPicture finds the key in a photograph or a picture of one.
func cardOfPicture(b []byte) (KeyCard, error) {
	size, _, err := image.DecodeConfig(bytes.NewReader(b))
	if err != nil {
		return KeyCard{}, err
	}
	if size.Width <= 0 || size.Height <= 0 || size.Width > maxKeyPoints/size.Height {
		return KeyCard{}, errors.New("the picture is too large")
	}
	pic, _, err := image.Decode(bytes.NewReader(b))
	if err != nil {
		return KeyCard{}, err
	}
	bits, err := gozxing.NewBinaryBitmapFromImage(pic)
	if err != nil {
		return KeyCard{}, err
	}
	found, err := qrcode.NewQRCodeReader().Decode(bits, map[gozxing.DecodeHintType]interface{}{
		gozxing.DecodeHintType_TRY_HARDER: true, gozxing.DecodeHintType_CHARACTER_SET: "UTF-8"})
	if err != nil {
		return KeyCard{}, err
	}
	lines := strings.SplitN(found.GetText(), "\n", 3)
	card := KeyCard{Key: lines[0]}
	if len(lines) == 3 {
		card.Name = lines[2]
		if id, err := feltbog.ParseID(lines[1]); err == nil {
			card.Member = id
		}
	}
	return card, nil
}

// isPicture reports whether a file begins as a picture that may show a key.
func isPicture(b []byte) bool {
	return bytes.HasPrefix(b, []byte("\x89PNG")) || bytes.HasPrefix(b, []byte("\xff\xd8\xff"))
}
