package cryptvfs

// A commit to a media volume writes a photo's worth of large pages and then syncs. So that the disk is at work while the
// rest is being enciphered, and the sync has less to wait for, neighbouring pages are on their way as soon as they are
// a good piece. Small pages are written here and there; for them it would be one call each.
const (
	earlyPage  = 32 << 10
	earlyPiece = 512 << 10
)

// piece is the end of the file's last run of neighbouring large pages that is not on its way yet.
type piece struct{ from, to int64 }

// wrote notes a write.
func (f *file) wrote(off, n int64) {
	if f.kind != kindMain || n < earlyPage {
		return
	}
	p := &f.piece
	if off != p.to {
		p.from = off
	}
	if p.to = off + n; p.to-p.from >= earlyPiece {
		f.startWriting(p.from, p.to-p.from)
		p.from = p.to
	}
}
