package ui

// Icon names one of the kit's drawings. Every icon stands beside words and is hidden from listeners.
type Icon string

// The drawings: 24 × 24, strokes only.
const (
	IconNone     Icon = ""
	IconSearch   Icon = "search"
	IconWork     Icon = "work"
	IconInbox    Icon = "inbox"
	IconPrint    Icon = "print"
	IconHome     Icon = "home"
	IconPerson   Icon = "person"
	IconPeople   Icon = "people"
	IconCalc     Icon = "calc"
	IconAsk      Icon = "ask"
	IconBook     Icon = "book"
	IconMoney    Icon = "money"
	IconBank     Icon = "bank"
	IconCard     Icon = "card"
	IconCalendar Icon = "calendar"
	IconClock    Icon = "clock"
	IconCheck    Icon = "check"
	IconCross    Icon = "cross"
	IconWarn     Icon = "warn"
	IconInfo     Icon = "info"
	IconStop     Icon = "stop"
	IconPause    Icon = "pause"
	IconBack     Icon = "back"
	IconForward  Icon = "forward"
	IconDown     Icon = "down"
	IconMap      Icon = "map"
	IconChart    Icon = "chart"
	IconFile     Icon = "file"
	IconFolder   Icon = "folder"
	IconLock     Icon = "lock"
	IconEye      Icon = "eye"
	IconPhone    Icon = "phone"
	IconSun      Icon = "sun"
	IconCopy     Icon = "copy"
	IconDownload Icon = "download"
	IconUpload   Icon = "upload"
	IconScale    Icon = "scale"
	IconEdit     Icon = "edit"
	IconStar     Icon = "star"
	IconHeart    Icon = "heart"
	IconGear     Icon = "gear"
	IconOut      Icon = "out"
	IconFind     Icon = "find"
)

var drawings = map[Icon]string{
	IconSearch:   "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.4 15.4 21 21",
	IconWork:     "M4 8h16v11H4zM9 8V5h6v3M4 13h16M12 12v2",
	IconInbox:    "M4 13 6.5 5h11L20 13v6H4zM4 13h5l1 2.5h4L15 13h5",
	IconPrint:    "M7 9V4h10v5M7 16H4V9h16v7h-3M7 13.5h10V20H7z",
	IconHome:     "M4 11.5 12 4l8 7.5M6 10v10h4.5v-5.5h3V20H18V10",
	IconPerson:   "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4.5 20.5c.6-4 3.600-6 7.500-6s6.900 2 7.500 6",
	IconPeople:   "M9 5a3.500 3.500 0 1 0 0 7 3.500 3.500 0 0 0 0-7zM2.500 20c.5-3.600 3-5.500 6.500-5.500s6 1.900 6.500 5.500M15.500 5.300a3.500 3.500 0 0 1 0 6.400M17.500 14.900c2.300.7 3.700 2.500 4 5.100",
	IconCalc:     "M6 3.500h12v17H6zM9 7h6M9 11.500h.01M12 11.500h.01M15 11.500h.01M9 14.500h.01M12 14.500h.01M15 14.500h.01M9 17.500h.01M12 17.500h.01M15 17.500h.01",
	IconAsk:      "M4 5h16v11.500h-8L7.500 20.500v-4H4zM10 8.800c.2-1 1-1.600 2-1.600 1.200 0 2 .8 2 1.800 0 1.300-1.900 1.500-1.900 2.900M12 14h.01",
	IconBook:     "M12 6.500C10 5 7 4.500 4 5v13c3-.5 6 0 8 1.500 2-1.500 5-2 8-1.500V5c-3-.5-6 0-8 1.500zM12 6.500v13",
	IconMoney:    "M12 3.500a8.500 8.500 0 1 0 0 17 8.500 8.500 0 0 0 0-17zM8.500 7.500 12 12l3.500-4.500M12 12v5M9 12.500h6M9 15h6",
	IconBank:     "M3.500 9.500 12 4l8.500 5.500zM5.500 9.500v8M10 9.500v8M14 9.500v8M18.500 9.500v8M3.500 20h17M4.500 17.500h15",
	IconCard:     "M3 6h18v12H3zM3 10h18M6.500 14.500h4",
	IconCalendar: "M4 6h16v14H4zM4 10.500h16M8.500 3.500V8M15.500 3.500V8",
	IconClock:    "M12 3.500a8.500 8.500 0 1 0 0 17 8.500 8.500 0 0 0 0-17zM12 7.500V12l3 2.500",
	IconCheck:    "M4.500 12.500 10 18 19.500 7",
	IconCross:    "M6 6l12 12M18 6 6 18",
	IconWarn:     "M12 4 2.800 20h18.400zM12 10v4.500M12 17.300h.01",
	IconInfo:     "M12 3.500a8.500 8.500 0 1 0 0 17 8.500 8.500 0 0 0 0-17zM12 11v5.500M12 7.600h.01",
	IconStop:     "M8.300 3.500h7.400l4.800 4.800v7.400l-4.800 4.800H8.300l-4.800-4.800V8.300zM12 7.500v5.500M12 16.300h.01",
	IconPause:    "M12 3.500a8.500 8.500 0 1 0 0 17 8.500 8.500 0 0 0 0-17zM9.700 9v6M14.300 9v6",
	IconBack:     "M19.500 12h-15M11 5.500 4.500 12l6.500 6.500",
	IconForward:  "M4.500 12h15M13 5.500 19.500 12 13 18.500",
	IconDown:     "M5.500 9 12 15.500 18.500 9",
	IconMap:      "M12 21c4.700-5 7-8.500 7-11.500a7 7 0 0 0-14 0C5 12.500 7.300 16 12 21zM12 7.200a2.400 2.400 0 1 0 0 4.800 2.400 2.400 0 0 0 0-4.800z",
	IconChart:    "M4 4v16h16M8.500 16.500v-4M12.500 16.500V8M16.500 16.500v-6",
	IconFile:     "M6 3.500h8l4 4v13H6zM14 3.500v4h4M9 12h6M9 15.500h6",
	IconFolder:   "M3.500 6h6l2 2.500h9V19h-17z",
	IconLock:     "M6 11h12v9H6zM8.500 11V8a3.500 3.500 0 0 1 7 0v3M12 14.500v2",
	IconEye:      "M2.500 12C5 7.500 8.300 5.500 12 5.500s7 2 9.500 6.500c-2.500 4.500-5.800 6.500-9.500 6.500S5 16.500 2.500 12zM12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6z",
	IconPhone:    "M7 3h10v18H7zM11 18h2",
	IconSun:      "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2.500v2.500M12 19v2.500M2.500 12H5M19 12h2.500M5.300 5.300l1.700 1.700M17 17l1.700 1.700M5.300 18.700 7 17M17 7l1.700-1.700",
	IconCopy:     "M9 9h11v11H9zM5.500 15H4V4h11v1.500",
	IconDownload: "M12 4v11M7 10.500l5 5 5-5M4.500 20h15",
	IconUpload:   "M12 15.500V4.500M7 9l5-5 5 5M4.500 20h15",
	IconScale:    "M12 4v16M7.500 20h9M5 7h14M5 7l-2.500 6.500a2.600 2.600 0 0 0 5 0zM19 7l-2.500 6.500a2.600 2.600 0 0 0 5 0z",
	IconEdit:     "M4 20l1-4.500L16.500 4 20 7.500 8.500 19zM14 6.500 17.500 10",
	IconStar:     "M12 3.500l2.600 5.600 6 .8-4.400 4.200 1.100 6.100L12 17.200l-5.300 3 1.100-6.100L3.400 9.900l6-.8z",
	IconHeart:    "M12 20C5.500 15.500 3.500 12.500 3.500 9.300 3.500 6.800 5.400 5 7.700 5c1.800 0 3.300 1 4.300 2.700C13 6 14.500 5 16.300 5c2.300 0 4.200 1.800 4.200 4.300 0 3.200-2 6.200-8.500 10.700z",
	IconGear:     "M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM12 3v3M12 18v3M3 12h3M18 12h3M5.600 5.600l2.100 2.100M16.300 16.300l2.100 2.100M5.600 18.400l2.100-2.100M16.300 7.700l2.100-2.100",
	IconOut:      "M10 4H5v16h5M9.500 12H20M16 7.500l4.500 4.500-4.500 4.500",
	IconFind:     "M10 4a6 6 0 1 0 0 12 6 6 0 0 0 0-12zM14.500 14.500 20.500 20.500M10 7.800a1.800 1.800 0 1 0 0 3.600 1.800 1.800 0 0 0 0-3.600M6.900 13.700c.6-1.200 1.700-1.800 3.100-1.800s2.500.6 3.100 1.800",
}

// sign is the icon that says a tone without colour.
func (t Tone) sign() Icon {
	return [...]Icon{IconInfo, IconInfo, IconCheck, IconWarn, IconStop}[t]
}
