package board

import "renshe/internal/words"

var (
	wTitle   = words.Text{Zh: "县域看板", En: "County board"}
	wProblem = words.Text{Zh: "没有办成", En: "That did not work"}
	wToDesk  = words.Text{Zh: "回到工作台", En: "To the desk"}
	wSignIn  = words.Text{Zh: "登录", En: "Sign in"}
)
