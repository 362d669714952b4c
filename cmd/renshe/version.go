package main

import (
	"runtime"
	"runtime/debug"

	"renshe/internal/app"
	"renshe/internal/words"
)

type versionCmd struct {
	JSON bool `name:"json" help:"${help_json}"`
}

var versionLine = words.Text{Zh: "renshe {version}（{go}，链接模块 {modules} 个）", En: "renshe {version} ({go}, {modules} modules linked)"}

func (c *versionCmd) Run(s *session) error {
	modules := 0
	revision := ""
	if info, ok := debug.ReadBuildInfo(); ok {
		modules = len(info.Deps)
		for _, kv := range info.Settings {
			if kv.Key == "vcs.revision" {
				revision = kv.Value
			}
		}
	}
	if c.JSON {
		return s.json(map[string]any{"version": app.Version, "revision": revision, "go": runtime.Version(), "modules": modules})
	}
	s.say(versionLine, "version", app.Version, "go", runtime.Version(), "modules", modules)
	return nil
}
