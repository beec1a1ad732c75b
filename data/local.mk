# What words mean to the animatic's stage, and how pictograms stand on it.
lexicondir = $(pkgdatadir)/lexicon
dist_lexicon_DATA = \
	data/lexicon/de.txt \
	data/lexicon/en.txt \
	data/lexicon/es.txt \
	data/lexicon/fr.txt \
	data/lexicon/it.txt \
	data/lexicon/ja.txt \
	data/lexicon/ko.txt \
	data/lexicon/pt.txt \
	data/lexicon/stances.txt \
	data/lexicon/stop.txt \
	data/lexicon/zh.txt

# configure links to this folder, for programs run where they were built
distclean-local:
	test ! -h data || rm -f data

# how the board looks; ui/look.h says what a theme is
themesdir = $(pkgdatadir)/themes
dist_themes_DATA = \
	data/themes/contrast.theme \
	data/themes/mono.theme \
	data/themes/noir.theme \
	data/themes/paper.theme \
	data/themes/technicolor.theme
