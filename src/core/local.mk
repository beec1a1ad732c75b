# the session, the command table, commands by subject
libcore_a_SOURCES += \
	src/core/near.c src/core/near.h \
	src/core/output.c src/core/output.h \
	src/core/page.c src/core/page.h \
	src/core/plain.c src/core/plain.h \
	src/core/table.c src/core/table.h
