package main

import (
	"strings"
	"unicode"
)

// Text is measured in thousandths of its size. Which font a reader has is unknown, so Latin letters count as wide as in the widest
// of the common ones, and everything of East Asia as a full square.
const em = 1000

// advance is how far a letter moves the pen.
func advance(r rune) int {
	switch {
	case r >= 0x2E80 || r == '—' || r == '…' || r == '“' || r == '”' || r == '‘' || r == '’':
		return em
	case strings.ContainsRune(`iIjl.,:;'|! ()[]{}ft-`, r):
		return 420
	case strings.ContainsRune("mwMWQOG@%", r):
		return 980
	case unicode.IsUpper(r):
		return 740
	case r < 0x80:
		return 640
	}
	return 840
}

// textWidth is the width of a line in pixels, rounded up.
func textWidth(s string, size int) int {
	sum := 0
	for _, r := range s {
		sum += advance(r)
	}
	return (sum*size + em - 1) / em
}

const (
	notFirst = "，。、；：？！）〕》】”’％…,.;:)]%"
	notLast  = "（〔《【“‘(["
)

// wrap breaks a text into lines of at most so many pixels: between Chinese characters, elsewhere at blanks, and inside a word
// only where the word alone is too long.
func wrap(s string, size, most int) []string {
	var lines []string
	line := ""
	for _, part := range parts(s) {
		if textWidth(strings.TrimRight(line+part, " "), size) <= most {
			line += part
			continue
		}
		if t := strings.TrimSpace(line); t != "" {
			lines = append(lines, t)
		}
		line = strings.TrimLeft(part, " ")
		for textWidth(strings.TrimRight(line, " "), size) > most {
			head, rest := cut(line, size, most)
			lines = append(lines, head)
			line = rest
		}
	}
	if t := strings.TrimSpace(line); t != "" {
		lines = append(lines, t)
	}
	return lines
}

// balance breaks a text into no more lines than wrap, of about the same length.
func balance(s string, size, most int) []string {
	lines := wrap(s, size, most)
	for narrower := most - size/2; narrower > 0; narrower -= size / 2 {
		l := wrap(s, size, narrower)
		if len(l) > len(lines) {
			break
		}
		lines = l
	}
	return lines
}

// cut takes as much from the front as fits, at least one letter.
func cut(s string, size, most int) (head, rest string) {
	for i, r := range s {
		if i > 0 && textWidth(s[:i+len(string(r))], size) > most {
			return s[:i], s[i:]
		}
	}
	return s, ""
}

// parts splits a text where a line may break. Blanks stay at the end of a part.
func parts(s string) []string {
	var list []string
	runes := []rune(s)
	start := 0
	for i := 1; i < len(runes); i++ {
		before, after := runes[i-1], runes[i]
		breaks := before == ' ' && after != ' '
		if advance(before) == em || advance(after) == em {
			breaks = after != ' ' && !strings.ContainsRune(notFirst, after) && !strings.ContainsRune(notLast, before)
		}
		if breaks {
			list = append(list, string(runes[start:i]))
			start = i
		}
	}
	return append(list, string(runes[start:]))
}
