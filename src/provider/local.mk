# who makes clips: their files, and what to say to them; pure
libcore_a_SOURCES += \
	src/provider/catalog.c src/provider/catalog.h \
	src/provider/describe.c src/provider/describe.h \
	src/provider/describe_lay.c \
	src/provider/describe_rules.c src/provider/describe_rules.h \
	src/provider/describe_whole.c \
	src/provider/describe_value.c src/provider/describe_value.h \
	src/provider/fit.c src/provider/fit.h \
	src/provider/fit_pictures.c src/provider/fit_pictures.h \
	src/provider/fit_private.h src/provider/fit_shape.c \
	src/provider/layers.c src/provider/layers.h \
	src/provider/placeholder.c src/provider/placeholder.h \
	src/provider/pointer.c src/provider/pointer.h \
	src/provider/price.c src/provider/price.h \
	src/provider/provider.c src/provider/provider.h \
	src/provider/quote.c src/provider/quote.h \
	src/provider/shelf.c src/provider/shelf.h \
	src/provider/template.c src/provider/template.h \
	src/provider/wire.c src/provider/wire.h src/provider/wire_private.h \
	src/provider/wire_again.c \
	src/provider/wire_lookup.c \
	src/provider/wire_read.c \
	src/provider/wire_request.c \
	src/provider/wire_task.c \
	src/provider/wire_trouble.c \
	src/provider/workflow.c src/provider/workflow.h
