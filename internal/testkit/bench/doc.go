// Package bench makes vaults of any size about invented people and measures what Feltbog's budgets promise on them.
//
// [Gen] makes a vault: the notes of a year, written in sessions on several devices. What other devices wrote arrives as
// sealed change sets through store.Receive, what this one wrote goes through store.Write; nothing is put into a table
// behind the store's back. [Run] measures such a vault and returns figures with their budgets; it works on a copy and
// leaves the vault as it was.
//
// Outside tests only "feltbogctl bench" calls it, by way of internal/app.
package bench
