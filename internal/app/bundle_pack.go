package app

import (
	"cmp"
	"context"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"feltbog/internal/bundle"
	"feltbog/internal/change"
	"feltbog/internal/feltbog"
	"feltbog/internal/gate"
	"feltbog/internal/store"
	"feltbog/internal/vault"
	"feltbog/internal/words"
)

// PackOrder says what is to go into a pakke, and for whom.
type PackOrder struct {
	File     string
	Space    feltbog.SpaceKind // "": the team's; the register only in a pakke that is made for it
	Workshop feltbog.ID        // which, where Space is a workshop's
	Name     string            // what people will call it; "": the project and the day
	// Members of the team whose keys are known, and other public keys. Or Words, which whoever is to open it gets another
	// way; see ProposePassphrase.
	Members []feltbog.ID
	Keys    []string
	Words   string
	// New leaves out what all of Members are known to have. SinceFile leaves out what the maker of another pakke had.
	New       bool
	SinceFile string
	SinceKey  BundleKey
	Since     map[feltbog.ID]uint64 // leaves out what a version vector says; see ParseVector
	Originals bool                  // untouched pictures too
	Recipient string
	Reason    string
	Expires   time.Time // zero: never
	// NamesSeen lets it leave although the scan finds names of the register, numbers or addresses in the texts.
	NamesSeen bool
}

// Packed is a pakke that was made.
type Packed struct {
	Bundle
	File       string     `json:"file"`
	Size       int64      `json:"size"` // of the file
	Disclosure feltbog.ID `json:"disclosure"`
	Hash       string     `json:"hash"`
	// Absent are files that the project names and that are not on this machine either.
	Absent int `json:"absent_files"`
	// Names is what the scan found in the texts that leave, history included.
	Names []NameFound `json:"names_found"`
	// Blind tells that the register is not open here, so that the scan knew no names.
	Blind bool `json:"register_locked"`
}

// NameFound is a text in which something points at a person.
type NameFound struct {
	Kind  feltbog.Kind `json:"kind"`
	ID    feltbog.ID   `json:"id"`
	Field string       `json:"field"`
	What  []string     `json:"what"` // passages
	// Past tells that none of them stands there any more: they lie in what stood there before, which travels along.
	Past bool `json:"past,omitempty"`
}

// ParseVector reads what somebody has: "machine:number,machine:number", machines by their ids as Stat tells them.
func ParseVector(text string) (map[feltbog.ID]uint64, error) {
	out := map[feltbog.ID]uint64{}
	for part := range strings.SplitSeq(text, ",") {
		name, number, _ := strings.Cut(part, ":")
		id, err := feltbog.ParseID(name)
		n, bad := strconv.ParseUint(strings.TrimSpace(number), 10, 40)
		if err != nil || bad != nil {
			return nil, feltbog.Errorf(feltbog.EUsage, "bundle.vector", "%q is neither a pakke nor of the form machine:number,machine:number", text).With("value", text)
		}
		out[id] = n
	}
	return out, nil
}

// packing is one pakke on its way.
type packing struct {
	p     *Project
	s     *vault.Space
	o     PackOrder
	m     bundle.Manifest
	to    []bundle.Recipient
	names []string // of the receivers
	base  map[feltbog.ID]uint64
	until map[feltbog.ID]uint64
	files map[[32]byte]bool
	found []NameFound
	blind bool
}

// Pack is the job that makes a pakke. It is scanned, goes through the gate, stands in the register, is read back from
// where it was written, and only then gets its name; until then nobody can read it. Job stopped or failed: no file.
func (p *Project) Pack(o PackOrder, done *Packed) Job {
	return Job{Title: "job.bundle.pack", Start: func(ctx context.Context, progress *Progress) error {
		k := &packing{p: p, o: o, files: map[[32]byte]bool{}}
		err := k.prepare(ctx)
		if err == nil {
			err = k.gather(ctx)
		}
		if err == nil {
			err = k.past(ctx)
		}
		done.Names, done.Blind = k.found, k.blind
		if err == nil && len(k.found) > 0 && !o.NamesSeen {
			err = feltbog.Errorf(feltbog.ERefused, "bundle.names", "nothing left the project: %d texts hold names, numbers or addresses",
				len(k.found)).With("count", strconv.Itoa(len(k.found)))
		}
		if err == nil {
			err = k.write(ctx, progress, done)
		}
		return err
	}}
}

// prepare finds the space, the receivers and what they have.
func (k *packing) prepare(ctx context.Context) error {
	p := k.p
	if k.o.Space == "" {
		k.o.Space = feltbog.TeamSpace
	}
	var err error
	switch k.o.Space {
	case feltbog.TeamSpace:
		if k.s = p.v.Team(); k.s == nil {
			return feltbog.Errorf(feltbog.EMissing, "team.missing", "this vault holds a workshop only; the project is elsewhere")
		}
	case feltbog.RegisterSpace:
		if k.s, err = p.v.Register(); err != nil {
			return err
		}
	case feltbog.WorkshopSpace:
		if k.s, err = p.workshopSpace(ctx, k.o.Workshop); err != nil {
			return err
		}
		k.o.New, k.o.SinceFile, k.o.Since = false, "", nil // always whole: a guest has nothing yet
	default:
		return feltbog.Errorf(feltbog.ERefused, "gate.space", "only the team's space, the register and a workshop leave as a whole")
	}
	if err := p.v.Leaving(ctx); err != nil {
		return err
	}
	if err := p.keepOwnKey(ctx); err != nil {
		return err
	}
	if err := k.receivers(ctx); err != nil {
		return err
	}
	k.until = k.s.Vector()
	k.base = map[feltbog.ID]uint64{}
	var follows *BundleName
	if k.o.New || k.o.SinceFile != "" || len(k.o.Since) > 0 {
		if follows, err = k.since(ctx); err != nil {
			return err
		}
	}
	return k.manifest(ctx, follows)
}

func (k *packing) receivers(ctx context.Context) error {
	for _, id := range k.o.Members {
		rec, _, err := k.p.v.Team().Get(ctx, id)
		if err != nil {
			return err
		}
		m, ok := rec.(*feltbog.Member)
		if !ok {
			return otherKind(id, rec.Kind(), feltbog.KindMember)
		}
		if m.PublicKey == "" {
			return feltbog.Errorf(feltbog.EMissing, "bundle.nokey", "no key of %s is known; fetch it first, or use six words", m.Name).With("name", m.Name)
		}
		to, err := bundle.ParseRecipient(m.PublicKey)
		if err != nil {
			return err
		}
		k.to, k.names = append(k.to, to), append(k.names, m.Name)
	}
	for _, text := range k.o.Keys {
		to, err := bundle.ParseRecipient(text)
		if err != nil {
			return err
		}
		k.to = append(k.to, to)
	}
	if k.o.Words != "" {
		to, err := bundle.PhraseRecipient(words.Canonical(k.o.Words), k.p.cheap)
		if err != nil {
			return err
		}
		k.to = append(k.to, to)
	}
	if len(k.to) == 0 {
		return feltbog.Errorf(feltbog.EUsage, "bundle.phrase", "a pakke needs a key or a passphrase")
	}
	return nil
}

// since finds what need not travel: what everybody it is for has. Whoever is not known to have anything gets all of it.
func (k *packing) since(ctx context.Context) (*BundleName, error) {
	have := k.o.Since
	var last *BundleName
	if k.o.SinceFile != "" {
		keys, err := k.o.SinceKey.keys(k.p.v)
		if err != nil {
			return nil, err
		}
		f, r, err := openBundle(k.o.SinceFile, keys)
		if err != nil {
			return nil, err
		}
		m := r.Manifest()
		if err := f.Close(); err != nil {
			return nil, err
		}
		if m.Space != k.s.Space() {
			return nil, otherProject(m)
		}
		have, last = m.Vector(), &BundleName{m.ID, m.Name, m.Created.Time()}
	}
	if k.o.New {
		if len(k.o.Members) == 0 || len(k.o.Members) < len(k.to) {
			return nil, feltbog.Errorf(feltbog.EUsage, "bundle.new", "what is new for somebody is known of members only; send everything, or name an earlier pakke")
		}
		for _, id := range k.o.Members {
			has, made, err := k.p.has(ctx, k.s, id)
			if err != nil {
				return nil, err
			}
			have = both(have, has)
			if last == nil || made != nil && made.Created.After(last.Created) {
				last = made
			}
		}
	}
	for id, n := range have {
		if n = min(n, k.until[id]); n > 0 {
			k.base[id] = n
		}
	}
	if len(k.base) == 0 {
		return nil, nil
	}
	return last, nil
}

// both returns what two have; nil for the first is everything.
func both(a, b map[feltbog.ID]uint64) map[feltbog.ID]uint64 {
	if a == nil {
		a = b
	}
	out := map[feltbog.ID]uint64{}
	for id, n := range a {
		if n = min(n, b[id]); n > 0 {
			out[id] = n
		}
	}
	return out
}

func (k *packing) manifest(ctx context.Context, follows *BundleName) error {
	p, now := k.p, k.p.v.Now()
	if k.s.Kind() == feltbog.WorkshopSpace {
		return k.workshopManifest(ctx)
	}
	project, err := p.project(ctx)
	if err != nil {
		return err
	}
	team, err := p.Team(ctx)
	if err != nil {
		return err
	}
	k.m = bundle.Manifest{ID: feltbog.NewID(), Name: k.o.Name, Created: feltbog.NewInstant(now), Project: project.ID, Title: oneLineOf(project.Title),
		Kind: k.s.Kind(), Space: k.s.Space(), Originals: k.o.Originals,
		Sender: bundle.Sender{Device: p.v.Identity().Stamp.Device, Machine: oneLineOf(team.Device.Name), Member: team.Own}}
	for _, m := range team.Members {
		if m.ID == team.Own {
			k.m.Sender.Name = oneLineOf(m.Name)
		}
	}
	if k.m.Name = oneLineOf(k.m.Name); k.m.Name == "" {
		k.m.Name = k.m.Title + " " + now.Format(time.DateOnly)
	}
	if !k.o.Expires.IsZero() {
		k.m.Expires = feltbog.NewInstant(k.o.Expires)
	}
	if follows != nil {
		k.m.Follows = &bundle.Earlier{ID: follows.ID, Name: follows.Name, Created: feltbog.NewInstant(follows.Created)}
	}
	spaces, err := p.v.Keys().Spaces()
	if err != nil {
		return err
	}
	for _, s := range spaces {
		if s.Kind == feltbog.RegisterSpace {
			k.m.Register = s.ID
		}
	}
	return k.ends(ctx)
}

// oneLineOf makes a name fit for a manifest.
func oneLineOf(s string) string {
	s = strings.Join(strings.Fields(strings.ReplaceAll(s, "\x00", " ")), " ")
	for len(s) > 1000 {
		s = s[:len(s)-1]
	}
	return strings.ToValidUTF8(s, "")
}

// ends fills in what the pakke builds on and where it ends.
func (k *packing) ends(ctx context.Context) error {
	for id, n := range k.until {
		set, err := k.s.SetOf(ctx, change.SetID{Device: id, Seq: n})
		if err != nil {
			return err
		}
		if set == nil {
			return feltbog.Errorf(feltbog.EDamaged, "store.damaged", "the log lacks change set %d of %s", n, id).With("file", k.s.Path())
		}
		hash, err := change.Hash(set)
		if err != nil {
			return err
		}
		k.m.Heads = append(k.m.Heads, bundle.End{Device: id, Seq: n, Hash: hash})
		k.m.Sets += n - k.base[id]
	}
	for id, n := range k.base {
		k.m.Base = append(k.m.Base, bundle.End{Device: id, Seq: n})
	}
	byDevice := func(a, b bundle.End) int { return slices.Compare(a.Device[:], b.Device[:]) }
	slices.SortFunc(k.m.Heads, byDevice)
	slices.SortFunc(k.m.Base, byDevice)
	return nil
}

// sets yields what travels.
func (k *packing) sets(ctx context.Context) bundle.Sets {
	return func(yield func([]byte) error) error {
		return k.s.Sets(ctx, k.base, func(id change.SetID, body []byte) error {
			if id.Seq > k.until[id.Device] {
				return nil
			}
			return yield(body)
		})
	}
}

// gather reads what travels once: it counts, measures and scans, and finds the files that go with it.
func (k *packing) gather(ctx context.Context) error {
	all := k.sets(ctx)
	var err error
	look := func(yield func([]byte) error) error {
		return all(func(body []byte) error {
			set, err := change.DecodeTrusted(body)
			if err != nil {
				return err
			}
			k.m.Changes += uint64(len(set.Changes))
			if err := k.look(ctx, set); err != nil {
				return err
			}
			return yield(body)
		})
	}
	if k.m.Segments, err = bundle.Measure(look); err != nil {
		return err
	}
	for h := range k.files {
		info, err := k.s.Media.Stat(ctx, h)
		if feltbog.ErrorCode(err) == feltbog.EMissing {
			continue
		}
		if err != nil {
			return err
		}
		k.m.Blobs = append(k.m.Blobs, bundle.Blob{Hash: h, Size: info.Size})
	}
	slices.SortFunc(k.m.Blobs, func(a, b bundle.Blob) int { return slices.Compare(a.Hash[:], b.Hash[:]) })
	return nil
}

// look notes the files that a set names and what points at people in its texts. Originals of pictures stay at home
// unless they were asked for.
func (k *packing) look(ctx context.Context, set *change.Set) error {
	for n := range set.Changes {
		c := &set.Changes[n]
		err := c.Values(func(field string, _ int, v *change.Value) error {
			if v.Erased() {
				return nil
			}
			if !staysHome(c.Kind, field) || k.o.Originals {
				for _, h := range store.BlobsIn(v.Data()) {
					k.files[h] = true
				}
			}
			return k.scan(ctx, c, field, v)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// staysHome reports whether the file that a field names does not travel of itself.
func staysHome(kind feltbog.Kind, field string) bool {
	return kind == feltbog.KindPhoto && field == "original"
}

// scan looks for what points at people in a text of the team's. Members, machines and the register itself are no secret
// to the team.
func (k *packing) scan(ctx context.Context, c *change.Change, field string, v *change.Value) error {
	schema := feltbog.SchemaOf(c.Kind)
	if k.s.Kind() == feltbog.RegisterSpace || schema == nil || c.Kind == feltbog.KindMember || c.Kind == feltbog.KindDevice {
		return nil
	}
	if f, ok := schema.Field(field); !ok || !f.Search && !f.Long {
		return nil
	}
	plain, err := change.Plain(v.Data())
	text, ok := plain.(string)
	if err != nil || !ok || text == "" {
		return nil
	}
	told, err := k.p.NamesIn(ctx, c.Record, text)
	if err != nil {
		return err
	}
	k.blind = told.Blind
	var what []string
	for _, t := range told.All {
		if !t.Guess && (t.Kind == TellingName || t.Kind == TellingCPR || t.Kind == TellingPhone || t.Kind == TellingEmail) && !slices.Contains(what, t.Text) {
			what = append(what, t.Text)
		}
	}
	if len(what) == 0 {
		return nil
	}
	if i := slices.IndexFunc(k.found, func(f NameFound) bool { return f.ID == c.Record && f.Field == field }); i >= 0 {
		for _, w := range what {
			if !slices.Contains(k.found[i].What, w) {
				k.found[i].What = append(k.found[i].What, w)
			}
		}
		return nil
	}
	k.found = append(k.found, NameFound{Kind: c.Kind, ID: c.Record, Field: field, What: what})
	return nil
}

// past marks what stands in earlier versions of a text only.
func (k *packing) past(ctx context.Context) error {
	for i := range k.found {
		f := &k.found[i]
		rec, _, err := k.s.Get(ctx, f.ID)
		if feltbog.ErrorCode(err) == feltbog.ENotFound {
			continue
		}
		if err != nil {
			return err
		}
		if field, ok := feltbog.SchemaOf(f.Kind).Field(f.Field); ok {
			now := field.Value(rec).String()
			f.Past = !slices.ContainsFunc(f.What, func(w string) bool { return strings.Contains(now, w) })
		}
	}
	return nil
}

func (k *packing) write(ctx context.Context, progress *Progress, done *Packed) (err error) {
	g, err := k.p.gateOf(ctx)
	if err != nil {
		return err
	}
	sign, err := k.p.v.Keys().SigningKey()
	if err != nil {
		return err
	}
	defer clear(sign)
	progress.Expect(2 * k.m.Bytes())
	spool, err := newMedium(k.o.File, progress)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, spool.drop()) }()
	order := gate.Order{Use: feltbog.UseTeam, Title: k.m.Name, Format: strings.TrimPrefix(BundleEnding, "."), Recipient: cmp.Or(k.o.Recipient, strings.Join(k.names, ", ")),
		Reason: k.o.Reason, Member: k.p.v.Actor(ctx), At: k.p.v.Now(), Originals: k.o.Originals, Spool: spool}
	if !k.o.Expires.IsZero() {
		order.Expires = feltbog.FuzzyDay(k.o.Expires)
	}
	contents := bundle.Contents{Sets: k.sets(ctx), Open: func(h [32]byte) (io.ReadCloser, error) { return k.s.Media.Get(ctx, h) }}
	passed, err := k.let(ctx, g, order, func(w io.Writer, leave gate.Release) error {
		return bundle.Write(ctx, w, leave, k.to, k.m, contents, sign, progress.Add)
	})
	if err == nil {
		err = spool.finish()
	}
	if err != nil {
		return err
	}
	names, blind := done.Names, done.Blind
	*done = Packed{Bundle: bundleFacts(&k.m), File: k.o.File, Size: spool.size, Disclosure: passed.Disclosure.ID, Hash: passed.Disclosure.Hash,
		Absent: len(k.files) - len(k.m.Blobs), Names: names, Blind: blind}
	ctx = context.WithoutCancel(ctx) // it has left
	err = k.p.leaves(ctx, k.s, k.until)
	for _, id := range k.o.Members {
		err = errors.Join(err, k.p.learn(ctx, k.s, id, k.until, &BundleName{k.m.ID, k.m.Name, k.m.Created.Time()}))
	}
	return err
}

// stoppable lets go of what is read back, and ends the reading when the user stops it.
type stoppable struct{ ctx context.Context }

func (s stoppable) Write(b []byte) (int, error) { return len(b), s.ctx.Err() }
