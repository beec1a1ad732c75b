# lexicon: installed as $(pkgdatadir)/lexicon
