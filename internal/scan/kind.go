package scan

import (
	"bytes"

	"renshe/internal/fail"
	"renshe/internal/words"
)

// Kind is what a file is, by its content.
type Kind string

// The kinds that are kept.
const (
	JPEG Kind = "image/jpeg"
	PNG  Kind = "image/png"
	PDF  Kind = "application/pdf"
)

// The limits of one file.
const (
	MostBytes  = 24 << 20 // as it is brought: a telephone's largest photograph
	MostPDF    = 6 << 20  // a PDF is kept as it came
	MostPixels = 64 << 20 // of a picture; a telephone's camera makes 50 million
	LongEdge   = 2000     // pixels that are kept: an A4 page at 170 dots an inch, readable
)

var (
	kept = words.Text{Zh: "这份文件没有保存；其他填好的内容都在。", En: "This file was not kept; everything else that was filled in is."}

	// NotKept is a file that is neither a photograph nor a PDF.
	NotKept = fail.Define(fail.Invalid, "scan.not-kept",
		words.Text{Zh: "“{name}”是{what}，不是照片或 PDF，不能上传。", En: "“{name}” is {what}, no photograph and no PDF, and is not taken."}, kept,
		words.Text{Zh: "请用手机拍照或扫描成 JPEG、PNG 图片，或另存为 PDF 再传。", En: "Photograph or scan the paper as JPEG or PNG, or save it as a PDF, and send that."})
	// TooLarge is a file over the limit.
	TooLarge = fail.Define(fail.Invalid, "scan.too-large",
		words.Text{Zh: "“{name}”有 {size}，超过了 {limit} 的上限。", En: "“{name}” has {size}; the limit is {limit}."}, kept,
		words.Text{Zh: "请把相机的像素调低再拍，或把 PDF 分成几份。", En: "Photograph it with fewer pixels, or split the PDF."})
	// TooManyPixels is a picture that is larger than any camera makes.
	TooManyPixels = fail.Define(fail.Invalid, "scan.too-many-pixels",
		words.Text{Zh: "“{name}”有 {width}×{height} 像素，太大了。", En: "“{name}” has {width}×{height} pixels: too many."}, kept,
		words.Text{Zh: "请重新拍照或降低扫描分辨率。", En: "Photograph it again, or scan it at a lower resolution."})
	// Broken is a picture or PDF that cannot be read to its end.
	Broken = fail.Define(fail.Invalid, "scan.broken",
		words.Text{Zh: "“{name}”损坏或不完整，打不开。", En: "“{name}” is damaged or cut short and does not open."}, kept,
		words.Text{Zh: "请重新拍照或扫描。", En: "Photograph or scan it again."})
	// Active is a PDF that can do something by itself.
	Active = fail.Define(fail.Invalid, "scan.active",
		words.Text{Zh: "“{name}”这个 PDF 里有{what}，为安全起见不收。", En: "The PDF “{name}” has {what} in it and is not taken."}, kept,
		words.Text{Zh: "请用“打印为 PDF”另存一份再传，或改拍照片。", En: "Print it to a new PDF and send that, or photograph the paper."})
)

// signature is how a kind begins.
type signature struct {
	at    int
	begin string
	what  words.Text
}

// others are the kinds that people bring by mistake, or that somebody sends on purpose; the first that fits names the file.
var others = []signature{
	{0, "MZ", words.Text{Zh: "Windows 程序", En: "a Windows program"}},
	{0, "\x7fELF", words.Text{Zh: "Linux 程序", En: "a Linux program"}},
	{0, "\xcf\xfa\xed\xfe", words.Text{Zh: "苹果电脑的程序", En: "a macOS program"}},
	{0, "\xca\xfe\xba\xbe", words.Text{Zh: "程序", En: "a program"}},
	{0, "#!", words.Text{Zh: "脚本", En: "a script"}},
	{0, "PK\x03\x04", words.Text{Zh: "压缩包或 Office、OFD 文档", En: "an archive, or an Office or OFD document"}},
	{0, "\xd0\xcf\x11\xe0", words.Text{Zh: "旧版 Office 文档", En: "an old Office document"}},
	{0, "Rar!", words.Text{Zh: "压缩包", En: "an archive"}},
	{0, "7z\xbc\xaf\x27\x1c", words.Text{Zh: "压缩包", En: "an archive"}},
	{0, "\x1f\x8b", words.Text{Zh: "压缩包", En: "an archive"}},
	{4, "ftyphei", words.Text{Zh: "苹果手机的 HEIC 照片", En: "a HEIC photograph of an iPhone"}},
	{4, "ftypmif1", words.Text{Zh: "HEIC 照片", En: "a HEIC photograph"}},
	{4, "ftyp", words.Text{Zh: "视频", En: "a video"}},
	{0, "GIF8", words.Text{Zh: "GIF 图片", En: "a GIF picture"}},
	{8, "WEBP", words.Text{Zh: "WebP 图片", En: "a WebP picture"}},
	{0, "BM", words.Text{Zh: "BMP 图片", En: "a BMP picture"}},
	{0, "II*\x00", words.Text{Zh: "TIFF 图片", En: "a TIFF picture"}},
	{0, "MM\x00*", words.Text{Zh: "TIFF 图片", En: "a TIFF picture"}},
	{0, "ID3", words.Text{Zh: "录音", En: "a recording"}},
}

var (
	wEmpty   = words.Text{Zh: "空文件", En: "an empty file"}
	wWeb     = words.Text{Zh: "网页或带脚本的图形", En: "a web page, or a drawing with scripts"}
	wText    = words.Text{Zh: "文本文件", En: "a text file"}
	wUnknown = words.Text{Zh: "无法识别的文件", En: "of no known kind"}
)

// kindOf says what a file is by its content, or names what else it is.
func kindOf(body []byte) (Kind, words.Text) {
	switch {
	case len(body) == 0:
		return "", wEmpty
	case bytes.HasPrefix(body, []byte("\xff\xd8\xff")):
		return JPEG, words.Text{}
	case bytes.HasPrefix(body, []byte("\x89PNG\r\n\x1a\n")):
		return PNG, words.Text{}
	case bytes.HasPrefix(body, []byte("%PDF-")):
		return PDF, words.Text{}
	}
	for _, s := range others {
		if len(body) >= s.at+len(s.begin) && string(body[s.at:s.at+len(s.begin)]) == s.begin {
			return "", s.what
		}
	}
	head := bytes.ToLower(bytes.TrimLeft(body[:min(len(body), 1024)], "\ufeff \t\r\n"))
	switch {
	case bytes.HasPrefix(head, []byte("<")):
		return "", wWeb
	case !bytes.ContainsFunc(head, func(r rune) bool { return r < ' ' && r != '\n' && r != '\r' && r != '\t' || r == 0xfffd }):
		return "", wText
	}
	return "", wUnknown
}
