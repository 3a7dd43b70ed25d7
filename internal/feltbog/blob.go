package feltbog

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"mime"
	"strconv"
	"strings"
)

// BlobRef names the bytes of a picture or a file that is kept beside the records. The hash is the address: equal bytes
// are kept once, and every full read is checked against it. The zero BlobRef means "no file".
type BlobRef struct {
	Hash [sha256.Size]byte // SHA-256 of the plaintext bytes
	Size int64             // number of bytes
	MIME string            // media type in lower case, without parameters: "image/jpeg"
}

// NewBlobRef returns the reference of data.
func NewBlobRef(data []byte, mimeType string) BlobRef {
	return BlobRef{Hash: sha256.Sum256(data), Size: int64(len(data)), MIME: mimeType}
}

// IsZero reports whether there is no file.
func (b BlobRef) IsZero() bool { return b == BlobRef{} }

// String returns the text form, "<64 hexadecimal digits>:<bytes>:<media type>", or "" for no file.
func (b BlobRef) String() string {
	if b.IsZero() {
		return ""
	}
	return fmt.Sprintf("%x:%d:%s", b.Hash, b.Size, b.MIME)
}

// ParseBlobRef reads the text form.
func ParseBlobRef(s string) (BlobRef, error) {
	if s == "" {
		return BlobRef{}, nil
	}
	bad := Errorf(EInvalid, "blob.format", "%q is not a file reference: write it as <SHA-256>:<bytes>:<media type>", s).With("value", s)
	parts := strings.Split(s, ":")
	if len(parts) != 3 {
		return BlobRef{}, bad
	}
	sum, err := hex.DecodeString(parts[0])
	if err != nil || len(sum) != sha256.Size {
		return BlobRef{}, bad
	}
	size, err := strconv.ParseInt(parts[1], 10, 64)
	if err != nil || size < 0 {
		return BlobRef{}, bad
	}
	if media, params, err := mime.ParseMediaType(parts[2]); err != nil || len(params) > 0 || media != parts[2] || !strings.Contains(media, "/") {
		return BlobRef{}, bad
	}
	b := BlobRef{Size: size, MIME: parts[2]}
	copy(b.Hash[:], sum)
	return b, nil
}

// MarshalText implements encoding.TextMarshaler.
func (b BlobRef) MarshalText() ([]byte, error) { return []byte(b.String()), nil }

// UnmarshalText implements encoding.TextUnmarshaler.
func (b *BlobRef) UnmarshalText(text []byte) error {
	v, err := ParseBlobRef(string(text))
	if err != nil {
		return err
	}
	*b = v
	return nil
}
