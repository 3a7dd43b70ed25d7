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

// keyPictureSide is how many points a picture of a key has at each side: six for each square of the code, which is large.
const keyPictureSide = 1110

// maxKeyPicture bounds a photograph of a key: its bytes, and its points.
const (
	maxKeyPicture = 24 << 20
	maxKeyPoints  = 64 << 20
)

// Picture is the key as a QR code, with the member's id behind it, to be photographed from a screen or paper. It is written in
// the signs that take least room, so that its squares are as large as can be; a name would not go with them.
func (c KeyCard) Picture() (image.Image, error) {
	text := strings.ToUpper(c.Key + pictureGap + c.Member.String())
	m, err := qrcode.NewQRCodeWriter().Encode(text, gozxing.BarcodeFormat_QR_CODE, keyPictureSide, keyPictureSide,
		map[gozxing.EncodeHintType]interface{}{gozxing.EncodeHintType_MARGIN: 4})
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
	source := gozxing.NewLuminanceSourceFromImage(pic)
	var text string
	for _, binary := range []gozxing.Binarizer{gozxing.NewHybridBinarizer(source), gozxing.NewGlobalHistgramBinarizer(source)} {
		if text, err = codeIn(binary); err == nil {
			break
		}
	}
	if err != nil {
		return KeyCard{}, err
	}
	key, member, _ := strings.Cut(strings.ToLower(text), strings.ToLower(pictureGap))
	card := KeyCard{Key: key}
	if id, err := feltbog.ParseID(member); err == nil {
		card.Member = id
	}
	return card, nil
}

// pictureGap stands between the key and the id.
const pictureGap = ":"

func codeIn(binary gozxing.Binarizer) (string, error) {
	bits, err := gozxing.NewBinaryBitmap(binary)
	if err != nil {
		return "", err
	}
	found, err := qrcode.NewQRCodeReader().Decode(bits, map[gozxing.DecodeHintType]interface{}{gozxing.DecodeHintType_TRY_HARDER: true})
	if err != nil {
		return "", err
	}
	return found.GetText(), nil
}

// isPicture reports whether a file begins as a picture that may show a key.
func isPicture(b []byte) bool {
	return bytes.HasPrefix(b, []byte("\x89PNG")) || bytes.HasPrefix(b, []byte("\xff\xd8\xff"))
}
