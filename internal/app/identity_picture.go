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
	"golang.org/x/image/draw"

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
	text, err := codeOf(pic)
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

// keySides are the sizes at which a code is looked for, in points of the longer side. The code is so large that the reader
// misses its alignment by a point at one size and finds it at another.
var keySides = []int{1400, 1110, 1900, 1000, 1250, 1600, 2400}

// codeOf looks for a code in a picture of any size.
func codeOf(pic image.Image) (text string, err error) {
	source := gozxing.NewLuminanceSourceFromImage(pic)
	if b := pic.Bounds(); max(b.Dx(), b.Dy()) <= keySides[len(keySides)-1] {
		if text, err = codeAt(source); err == nil {
			return text, nil
		}
	}
	for _, side := range keySides {
		if text, err = codeAt(gozxing.NewLuminanceSourceFromImage(framed(pic, side))); err == nil {
			return text, nil
		}
	}
	return "", err
}

// framed is a picture at a size, with a white frame around it.
func framed(pic image.Image, side int) image.Image {
	const frame = 60
	b := pic.Bounds()
	long := max(b.Dx(), b.Dy(), 1)
	w, h := b.Dx()*side/long, b.Dy()*side/long
	out := image.NewGray(image.Rect(0, 0, w+2*frame, h+2*frame))
	draw.Draw(out, out.Rect, image.White, image.Point{}, draw.Src)
	draw.CatmullRom.Scale(out, image.Rect(frame, frame, frame+w, frame+h), pic, b, draw.Over, nil)
	return out
}

func codeAt(source gozxing.LuminanceSource) (text string, err error) {
	for _, binary := range []gozxing.Binarizer{gozxing.NewHybridBinarizer(source), gozxing.NewGlobalHistgramBinarizer(source)} {
		if text, err = codeIn(binary); err == nil {
			break
		}
	}
	return text, err
}

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
