// Package gate is the only way out of the project. Everything that is shown to others, bundled, printed or exported goes
// through it, and what went through stands in the register of disclosures.
//
// # The promise
//
// Nothing is handed over that somebody it is about has not said yes to, for that use, on that day: no answer is a no.
// Nothing is handed over before the register says so, durably: what, to whom, why, under which consents, with the hash of
// the very bytes. What the gate holds back is counted, and told with a reason.
//
// # What to call
//
//	g, err := gate.Open(ctx, reader)
//	answer, err := g.May(ctx, feltbog.UseReport, item, now)   // and MayOf for one person and one kind of material
//	passage, err := g.Let(ctx, order, items, render, registrar, to)
//
// Let gives what may pass to render as Cleared values, keeps what render writes to itself, enters it in the register, and
// only then copies it to its destination. LetWhole does the same with a Release, for a pakke that holds a whole space.
// Writers of papers, cards, reports and bundles take only Cleared and Release. Nobody else can make them: their zero
// value opens nothing, and neither does one that is kept after its passage has ended.
//
// # Whose consent
//
// Everybody an item is about must say yes: whoever said it, is seen in it, made it or is written about. A child under 15
// says yes besides the guardian, both are needed; from 15 to 17 one's own yes is needed and is enough; for anybody else
// the newest answer counts, and a no of one's own is not outvoted by a guardian. Whoever no longer takes part, or has
// asked to have everything taken back, says no to everything; material of somebody in a bad state rests first.
//
// An item that names nobody:
//
//   - Words are somebody's. They are held to be everybody's in their session, and with no session, or nobody in it, they
//     do not leave.
//   - What was written in a talk (at the kitchen table, interview, group, about pictures) is about those who were there.
//   - What was written at a place (etnoraid, visit, workshop, salon, meeting) or as a loose note is about the place, and
//     leaves.
//   - A picture leaves only when somebody has said that no children are in it or whether, and everybody in it is settled.
//   - A picture in which something is covered leaves as the covered copy, and only when that is made of what the records
//     say now. The original, and the name its file had, never leave.
//   - A paper of the project's own, such as a guide, a letter or an empty form, is about nobody and leaves. It stands in the
//     register as what it is.
//   - What lies in the register of names never leaves by use, and neither does a kind that nobody has thought about.
//
// # What is covered
//
// Consent alone does not take a name out of a sentence. Material that is about people passes the Cover, which puts
// pseudonyms in the place of names and holds back what somebody has to decide about first: a finding of the scan that is
// undecided is an unknown, and an unknown is a no. With no Cover it is refused whatever people said. A picture leaves only
// as the copy that Derivatives made of it, and not at all where there is none.
package gate
