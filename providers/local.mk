# who makes clips, as text
providersdir = $(pkgdatadir)/providers
dist_providers_DATA = \
	providers/openai-compatible.json
