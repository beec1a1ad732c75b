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

# configure links to these folders, for programs run where they were built
distclean-local:
	for name in lexicon themes providers; do \
		test ! -h data/$$name || rm -f data/$$name; \
	done
	-test data -ef '$(srcdir)/data' || rmdir data
