// Package scan makes files that people bring safe to keep (材料扫描件): it decides what a file is by its content and never by its name,
// draws photographs anew and small, and lets a PDF through only when nothing in it can act.
//
// # Vocabulary
//
//   - kind — 种类: what the content says it is: [JPEG], [PNG], [PDF], or something that is refused by the name of what it is.
//   - drawn anew — 重新绘制: decoded and encoded again, upright, at most [LongEdge] wide or high: what was hidden in the file, the place where
//     the picture was taken included, is gone.
//   - active — 会动作: a PDF with scripts, programs to start, files inside, or locked so that nobody can tell.
//
// # Invariants
//
//   - What comes out is a JPEG that this program wrote, or the PDF as it came; nothing else.
//   - The size of a picture is read before it is decoded: a small file cannot ask for more memory than [MostPixels] need.
//   - No database, no network, no time.
//
// # Tour
//
//	kept, err := scan.Keep(body)   // kept.Kind, kept.Body, kept.Width, kept.Height; or a fault that says what the file is and what to do
package scan
