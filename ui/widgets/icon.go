package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	fynetheme "fyne.io/fyne/v2/theme"

	"feltbog/assets"
)

// IconResource returns an icon of the assets in a colour of the theme; it follows a change of theme when refreshed.
func IconResource(name string, color fyne.ThemeColorName) fyne.Resource {
	b, ok := assets.Icon(name)
	if !ok {
		panic("widgets: no icon " + name)
	}
	return fynetheme.NewColoredResource(fyne.NewStaticResource(name+".svg", b), color)
}

// Icon returns an icon of a size in Fyne units.
func Icon(name string, color fyne.ThemeColorName, size float32) fyne.CanvasObject {
	return AtLeast(iconImage(name, color), size, size)
}

func iconImage(name string, color fyne.ThemeColorName) *canvas.Image {
	img := canvas.NewImageFromResource(IconResource(name, color))
	img.FillMode = canvas.ImageFillContain
	return img
}
