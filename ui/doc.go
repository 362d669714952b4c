// Package ui holds the components and tokens every face is built from (界面部件). It knows no domain.
package ui
