package main

import (
	"strconv"
)

// text is what the program says, in both languages.
type text struct{ zh, en string }

func (t text) in(lang string) string {
	if lang == "en" {
		return t.en
	}
	return t.zh
}

// finding is one thing that is not as it must be. Seq is its place in the log, -1 if it has none; column "*" is the record as a whole,
// "leaf" the stored hash itself.
type finding struct {
	Seq      int64  `json:"seq"`
	Table    string `json:"table"`
	Record   string `json:"record"`
	Column   string `json:"column"`
	Expected string `json:"expected"`
	Actual   string `json:"actual"`
	What     string `json:"what"`
}

// report is the outcome.
type report struct {
	OK          bool      `json:"ok"`
	County      int64     `json:"county"`
	Origin      string    `json:"origin"`
	Size        int64     `json:"size"`
	Root        string    `json:"root"`
	SMRoot      string    `json:"sm_root,omitempty"` // of the second tree, where one is kept
	Records     int64     `json:"records"`
	Checkpoints int64     `json:"checkpoints"`
	Cosigned    int64     `json:"cosigned"` // the largest size that a witness cosigned; 0: none
	OwnKeys     bool      `json:"own_keys"` // the keys came from the export itself
	Findings    []finding `json:"findings"`
	More        int64     `json:"more"` // findings beyond the list
}

// What a finding says to people.
var (
	saysMissing    = text{"记录缺失", "a record is missing"}
	saysExtra      = text{"多出一条记录", "there is a record too many"}
	saysChanged    = text{"记录被改动", "the record was changed"}
	saysLeaf       = text{"叶哈希被改动", "the leaf's hash was changed"}
	saysRoot       = text{"日志与签名检查点不符", "the log does not agree with a signed checkpoint"}
	saysSignature  = text{"签名无效", "the signature does not hold"}
	saysCheckpoint = text{"检查点与其签名文本不符", "a checkpoint differs from its signed text"}
	saysReplay     = text{"与逐笔重算的结果不符", "it differs from what replay gives"}
	saysRule       = text{"违反记账规则", "it breaks a rule of the books"}
	saysTime       = text{"时间倒退", "time goes backwards"}
	saysFormat     = text{"不符合导出格式", "it does not follow the format"}
	saysFile       = text{"文件与清单不符", "the file differs from the manifest"}
	saysBank       = text{"银行文件与账不符", "the bank's file does not agree with the books"}
	saysKey        = text{"不是所信任的公钥", "it is not the trusted key"}
	saysWitness    = text{"与见证人的记录不符：日志被换过或缩短过", "it does not agree with the witness: the log was replaced or shortened"}
)

// findings collects up to a limit and counts the rest.
type findings struct {
	lang  string
	limit int
	list  []finding
	more  int64
}

func (f *findings) add(seq int64, table, record, column, expected, actual string, what text) {
	if len(f.list) >= f.limit {
		f.more++
		return
	}
	f.list = append(f.list, finding{seq, table, record, column, expected, actual, what.in(f.lang)})
}

func (f *findings) count() int64 { return int64(len(f.list)) + f.more }

// ints compares two integers.
func (f *findings) ints(seq int64, table, record, column string, expected, actual int64, what text) {
	if expected != actual {
		f.add(seq, table, record, column, itoa(expected), itoa(actual), what)
	}
}

func itoa(n int64) string { return strconv.FormatInt(n, 10) }

func atPlace(seq int64) string { return "seq " + itoa(seq) }

// accountName writes "3-17": the fund, then the number within it.
func accountName(id int64) string { return itoa(id>>48) + "-" + itoa(id&(1<<48-1)) }

// monthName writes YYYY-MM; a month is counted from January of the year 0.
func monthName(m int64) string {
	y, n := m/12, m%12+1
	s := itoa(n)
	if n < 10 {
		s = "0" + s
	}
	return itoa(y) + "-" + s
}
