// Package change is the heart of Feltbog: what an edit is, how edits become a chain that cannot be rewritten unseen,
// and how the edits of machines that never met come together so that nothing is lost.
//
// # The promise
//
// The state of a space is a pure function of the set of change sets that are known and not withheld. Order of arrival,
// repetition and clocks do not matter: two machines that know the same sets show the same records, with the same second
// versions, and give the same digest. A value stays visible until somebody who was shown it wrote over it.
//
// # The parts
//
// A [Change] edits one record: for each field a new value and, in Over, the values its writer was shown. A [Set] is what
// one user action did in one space; it is the unit of atomicity, undo, transport and audit. While a user types, the set
// is a [Draft]. [Chain.Seal] gives it its number, its clock and its hash. The hash covers salted commitments of values,
// never the values, so that a value can be erased for good and the chain still verifies.
//
// [State] is what the known changes say about one record: per field the heads (values nobody wrote over), per set the
// live elements, and whether the record is deleted. It is folded one change at a time with [State.Apply] in any order.
// [Replica] keeps a whole space in memory; it is the reference that the database is compared with.
//
// # The rules, each with the failure it prevents
//
//   - Over names the heads the user was shown, and nothing else. There is no transitive closure, and ids that are not
//     known yet count as covered, so that a late arrival cannot reappear above what replaced it.
//   - Several heads: the largest (clock, device) is shown and the others stay visible. Clocks only choose what is shown
//     first; they never decide what is lost.
//   - Links and tags: an addition survives unless a removal names that very addition.
//   - Delete against edit: the edit wins, visibly. A delete lists what its writer had seen; a value outside that list
//     keeps the record alive.
//   - Erase wins over everything, also over what arrives later.
//
// The package is pure: no files, no SQL, no clock of its own, no goroutines.
package change
