package main

// A column is one of a file: i integer, b boolean, t text, h bytes in hexadecimal. What is not of the leaf is found by replay.
type column struct {
	name  string
	kind  byte
	leaf  bool
	added bool // of the leaf since version 02, unless it is 0: then the record is one of version 01
}

// A table is one file of the export; tag is the byte of its leaf, 0 for what is no record of the log.
type table struct {
	name    string
	tag     byte
	columns []column
	stored  int    // the column with the leaf's hash; -1: none
	place   int    // the column that orders its records
	second  bool   // its leaves are of version 02
	steady  uint64 // one bit a column: an integer that is mostly what it was in the record before
}

func define(name string, tag byte, place int, columns ...column) *table {
	t := &table{name: name, tag: tag, columns: columns, stored: -1, place: place}
	for i, c := range columns {
		if tag != 0 && c.name == "leaf" {
			t.stored = i
		}
	}
	return t
}

func in(kind byte, names ...string) []column  { return list(kind, true, names) }
func out(kind byte, names ...string) []column { return list(kind, false, names) }

func list(kind byte, leaf bool, names []string) []column {
	var all []column
	for _, n := range names {
		all = append(all, column{name: n, kind: kind, leaf: leaf})
	}
	return all
}

func added(name string) []column { return []column{{name: name, kind: 'i', added: true}} }

func join(parts ...[]column) []column {
	var all []column
	for _, p := range parts {
		all = append(all, p...)
	}
	return all
}

// The columns of account.txt.
const (
	aCounty = iota
	aID
	aSeq
	aFund
	aClass
	aOwner
	aTitleZh
	aTitleEn
	aNoOverdraft
	aOpenedBy
	aOpenedAt
	aChecker
	aLeaf
	aDebits
	aCredits
	aDebitsReserved
	aDebitsReleased
	aCreditsReserved
	aCreditsReleased
	aLastSeq
)

// The columns of transfer.txt.
const (
	tCounty = iota
	tSeq
	tBatch
	tLine
	tFund
	tDebit
	tCredit
	tAmount
	tReleased
	tKind
	tRef
	tCode
	tCause
	tPlan
	tInputs
	tPeriod
	tValueDate
	tPostedAt
	tDebitAfter
	tCreditAfter
	tLeaf
)

// The columns of batch.txt.
const (
	bCounty = iota
	bID
	bSeq
	bFirst
	bFund
	bKind
	bRequest
	bLines
	bTotal
	bMaker
	bChecker
	bCause
	bPeriod
	bPostedAt
	bLeaf
)

// The columns of period.txt.
const (
	pCounty = iota
	pFund
	pMonth
	pSeq
	pAccounts
	pDebits
	pCredits
	pRoot
	pClosedBy
	pClosedAt
	pChecker
	pLeaf
)

// The columns of document.txt.
const (
	dCounty = iota
	dSeq
	dFund
	dKind
	dAccount
	dCause
	dDigest
	dList
	dLines
	dTotal
	dAddedBy
	dAddedAt
	dLeaf
)

// The columns of proposal.txt.
const (
	qCounty = iota
	qID
	qAct
	qFund
	qSubject
	qContent
	qReason
	qTotal
	qNeeds
	qVoices
	qState
	qMaker
	qMakerName
	qMadeAt
	qDecidedBy
	qDecidedName
	qDecidedAt
	qRemark
	qSeq
)

// The columns of snapshot.txt, turnover.txt, checkpoint.txt, sm_checkpoint.txt, cosignature.txt, proposal_voice.txt, order.txt and key.txt.
const (
	sFund, sMonth, sAccount, sDebits, sCredits     = 1, 2, 3, 4, 5
	uAccount, uPeriod, uDate, uDebits, uCredits    = 1, 2, 3, 4, 5
	cSize, cRoot, cNote, cAt                       = 1, 2, 3, 4
	smSize, smRoot, smNote                         = 1, 2, 3
	wSize, wWitness, wLine, wAt                    = 1, 2, 3, 4
	vProposal, vMaker, vBy                         = 1, 2, 3
	oRun, oPayment, oAmount, oFile, oBack, oAnswer = 1, 2, 3, 4, 5, 6
	kRole, kKey                                    = 0, 1
)

var (
	accountTable = define("account", 'A', aSeq, join(in('i', "county", "id", "seq", "fund", "class"), in('t', "owner", "title_zh", "title_en"),
		in('b', "no_overdraft"), in('i', "opened_by", "opened_at"), added("checker"), out('h', "leaf"), out('i', "debits", "credits", "debits_reserved",
			"debits_released", "credits_reserved", "credits_released", "last_seq"))...)
	transferTable = define("transfer", 'T', tSeq, join(in('i', "county", "seq", "batch", "line", "fund", "debit", "credit", "amount_fen", "released_fen",
		"kind", "ref_seq"), in('t', "code", "cause", "plan", "inputs"), in('i', "period"), in('t', "value_date"),
		in('i', "posted_at", "debit_after", "credit_after"), out('h', "leaf"))...)
	batchTable = define("batch", 'B', bSeq, join(in('i', "county", "id", "seq", "first_seq", "fund"), in('t', "kind"), in('h', "request_hash"),
		in('i', "lines", "total_fen", "maker", "checker"), in('t', "cause"), in('i', "period", "posted_at"), out('h', "leaf"))...)
	periodTable = define("period", 'P', pSeq, join(in('i', "county", "fund", "month", "seq", "accounts", "debits", "credits"), in('h', "root"),
		in('i', "closed_by", "closed_at"), added("checker"), out('h', "leaf"))...)
	snapshotTable = define("snapshot", 0, sMonth, out('i', "county", "fund", "month", "account", "debits", "credits")...)
	turnoverTable = define("turnover", 0, uAccount, join(out('i', "county", "account", "period"), out('t', "value_date"), out('i', "debits", "credits"))...)
	checkTable    = define("checkpoint", 0, cSize, join(out('i', "county", "size"), out('h', "root"), out('t', "note"), out('i', "at"))...)
	smTable       = define("sm_checkpoint", 0, smSize, join(out('i', "county", "size"), out('h', "root"), out('t', "note"))...)
	cosignTable   = define("cosignature", 0, wSize, join(out('i', "county", "size"), out('t', "witness", "line"), out('i', "at"))...)
	docTable      = define("document", 'D', dSeq, join(in('i', "county", "seq", "fund"), in('t', "kind"), in('i', "account"), in('t', "cause"),
		in('h', "digest", "list"), in('i', "lines", "total_fen", "added_by", "added_at"), out('h', "leaf"))...)
	orderTable = define("order", 0, oPayment, out('i', "county", "run", "payment", "amount_fen", "order_seq", "answer_seq", "answer")...)
	// What proposals and voices hash to is no leaf of the log: a document has it.
	proposalTable = define("proposal", 'Q', qID, join(in('i', "county", "id"), in('t', "act"), in('i', "fund", "subject"), in('h', "content"), in('t', "reason"),
		in('i', "total_fen", "needs", "voices"), in('t', "state"), in('i', "maker"), in('t', "maker_name"), in('i', "made_at", "decided_by"),
		in('t', "decided_name"), in('i', "decided_at"), in('t', "remark"), in('i', "seq"))...)
	voiceTable = define("proposal_voice", 'V', vProposal, join(in('i', "county", "proposal", "maker", "by_user"), in('t', "by_name"), in('i', "at"))...)
	keyTable   = define("key", 0, kRole, out('t', "role", "key")...)
)

func init() {
	docTable.second, proposalTable.second, voiceTable.second = true, true, true
	for _, i := range []int{tCounty, tBatch, tFund, tDebit, tCredit, tReleased, tKind, tPeriod, tPostedAt} {
		transferTable.steady |= 1 << i
	}
}

// tables are all files that have records, in the order of the manifest.
var tables = []*table{keyTable, accountTable, transferTable, batchTable, periodTable, docTable, snapshotTable, turnoverTable, checkTable, smTable, cosignTable,
	proposalTable, voiceTable, orderTable}

const journalFile = "journal.hledger"
