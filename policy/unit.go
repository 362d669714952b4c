package policy

// Months is a number of months (月数).
type Months = int32

// Years is a number of whole years (年数).
type Years = int32

// Days is a number of days (天数).
type Days = int32

// Count is a number of things or times (个数).
type Count = int32

// Rate is a share in parts per million (费率): 8 % is 80,000.
type Rate int64

// Index is a contribution index in ten-thousandths (缴费指数): 1.0324 is 10,324.
type Index int64

// Centiyears is a span in hundredths of a year (年，两位小数): 31.33 years are 3,133.
type Centiyears int64

// Tenths is a number of months in tenths (月，一位小数): the divisor 138.4 is 1,384.
type Tenths int64

// Age is an age in months (年龄): 61 years and 3 months are 735.
type Age int32

// The whole in the units of [Rate] and [Index].
const (
	RateUnit  int64 = 1_000_000
	IndexUnit int64 = 10_000
)

const (
	unequalColumns = "policy: the columns of a sweep differ in length"
	unknownProgram = "policy: there is no such program"
)
