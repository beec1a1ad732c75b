libutil_a_SOURCES += \
	src/util/base64.c src/util/base64.h \
	src/util/buf.c src/util/buf.h \
	src/util/clock.c src/util/clock.h \
	src/util/digest.c \
	src/util/err.c src/util/err.h \
	src/util/file.c src/util/file.h \
	src/util/file_tree.c \
	src/util/json.c src/util/json.h \
	src/util/json_print.c \
	src/util/json_scan.c src/util/json_scan.h \
	src/util/loop.c src/util/loop.h \
	src/util/mem.c src/util/mem.h \
	src/util/money.c src/util/money.h \
	src/util/palette.c src/util/palette.h \
	src/util/search.c src/util/search.h \
	src/util/secret.c src/util/secret.h \
	src/util/text.c src/util/text.h \
	src/util/text_cluster.c src/util/text_wrap.c \
	src/util/uuid.c src/util/uuid.h
