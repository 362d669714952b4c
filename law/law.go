// Package law is the law as data (法规数据), and nothing else: parameters, service items, letters, calendars, divisions and
// cases, each with its source. It has no logic; policy, casework and the ledger read it through [FS].
package law

import "embed"

// FS holds every file of this folder.
//
//go:embed *.yaml */*
var FS embed.FS
