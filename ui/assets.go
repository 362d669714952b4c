package ui

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
)

// AssetRoot is where every asset is found: each address begins with it.
const AssetRoot = "/static/"

//go:embed assets/*.css assets/*.js assets/*.svg
var sources embed.FS

// bundles are the assets as browsers fetch them, each from its sources in order.
var bundles = []struct {
	name  string
	parts []string
}{
	{"renshe.css", []string{"tokens.css", "base.css", "shell.css", "form.css", "show.css", "data.css", "print.css"}},
	{"renshe.js", []string{"renshe.js"}},
	{"htmx.js", []string{"htmx.min.js"}},
	{"icon.svg", []string{"icon.svg"}},
}

var assetPaths, assetFiles = build()

// build joins each bundle and names it by its content, so that a browser may keep it for ever.
func build() (map[string]string, map[string][]byte) {
	paths, files := map[string]string{}, map[string][]byte{}
	for _, b := range bundles {
		var body bytes.Buffer
		for _, part := range b.parts {
			data, err := sources.ReadFile("assets/" + part)
			if err != nil {
				panic(fmt.Sprintf("ui: asset %s is missing from the program", part))
			}
			body.Write(data)
		}
		sum := sha256.Sum256(body.Bytes())
		path := AssetRoot + hex.EncodeToString(sum[:6]) + "/" + b.name
		paths[b.name] = path
		files[path] = body.Bytes()
	}
	return paths, files
}

// Assets holds the style sheet, the scripts and the icon by address; each address carries its content's hash, so a
// browser may keep it for ever. The caller does not change the bytes.
func Assets() map[string][]byte { return assetFiles }

// Asset is the address of an asset, e.g. Asset("renshe.css") → "/static/5f0c2a11b3d9/renshe.css". An unknown name is
// a mistake in the program and panics.
func Asset(name string) string {
	p, ok := assetPaths[name]
	if !ok {
		panic("ui: no asset " + name)
	}
	return p
}
