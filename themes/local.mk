# how the board looks; ui/look.h says what a theme is
themesdir = $(pkgdatadir)/themes
dist_themes_DATA = \
	themes/contrast.theme \
	themes/mono.theme \
	themes/noir.theme \
	themes/paper.theme \
	themes/technicolor.theme
