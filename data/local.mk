# What words mean to the animatic's stage, and how pictograms stand on it.
lexicondir = $(pkgdatadir)/lexicon
dist_lexicon_DATA = \
	data/lexicon/en.txt \
	data/lexicon/fr.txt \
	data/lexicon/stances.txt \
	data/lexicon/stop.txt
