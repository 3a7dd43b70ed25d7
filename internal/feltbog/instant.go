package feltbog

import (
	"encoding/json"
	"time"
)

// Instant is a moment as a clock on the wall showed it: UTC milliseconds since 1970 together with the zone's offset in
// minutes, packed as ms*2048 + offset + 1024. Packed values sort by moment, fit in 53 bits until the year 2109 and
// lose nothing but the zone's name. Zero means "not known".
type Instant int64

const (
	instantScale = 2048
	instantBias  = 1024
)

// NewInstant packs t. Offsets beyond ±17 hours do not exist on earth and are packed as UTC.
func NewInstant(t time.Time) Instant {
	_, sec := t.Zone()
	off := int64(sec / 60)
	if off <= -instantBias || off >= instantBias {
		off = 0
	}
	return Instant(t.UnixMilli()*instantScale + off + instantBias)
}

// Milli returns UTC milliseconds since 1970.
func (i Instant) Milli() int64 {
	ms := int64(i) / instantScale
	if int64(i) < 0 && int64(i)%instantScale != 0 {
		ms-- // the remainder is always the positive offset part
	}
	return ms
}

// Time unpacks the Instant into a time in a nameless zone with the stored offset.
func (i Instant) Time() time.Time {
	ms := i.Milli()
	off := int64(i) - ms*instantScale - instantBias
	zone := time.UTC
	if off != 0 {
		zone = time.FixedZone("", int(off)*60)
	}
	return time.UnixMilli(ms).In(zone)
}

// IsZero reports whether the moment is unknown.
func (i Instant) IsZero() bool { return i == 0 }

const instantLayout = "2006-01-02T15:04:05.000Z07:00"

// String prints RFC 3339 with milliseconds, or "" when unknown.
func (i Instant) String() string {
	if i == 0 {
		return ""
	}
	return i.Time().Format(instantLayout)
}

// ParseInstant reads RFC 3339 with or without a fraction of a second.
func ParseInstant(s string) (Instant, error) {
	if s == "" {
		return 0, nil
	}
	t, err := time.Parse(time.RFC3339Nano, s)
	if err != nil {
		return 0, Errorf(EInvalid, "instant.format", "%q is not a time: write it as 2025-03-13T15:00:00+01:00", s).With("value", s)
	}
	return NewInstant(t), nil
}

// MarshalJSON writes the RFC 3339 form.
func (i Instant) MarshalJSON() ([]byte, error) { return json.Marshal(i.String()) }

// UnmarshalJSON reads the RFC 3339 form.
func (i *Instant) UnmarshalJSON(b []byte) error {
	var s string
	if err := json.Unmarshal(b, &s); err != nil {
		return err
	}
	v, err := ParseInstant(s)
	if err != nil {
		return err
	}
	*i = v
	return nil
}
