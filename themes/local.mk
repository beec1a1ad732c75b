# how the board looks; look.h says what a theme is
themesdir = $(pkgdatadir)/themes
dist_themes_DATA =
