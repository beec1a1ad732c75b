# help, the manual, completion
libcore_a_SOURCES += \
	src/core/help/complete.c src/core/help/complete.h \
	src/core/help/complete_value.c \
	src/core/help/help.c src/core/help/help.h \
	src/core/help/help_keys.c \
	src/core/help/manual.c src/core/help/manual.h \
	src/core/help/offers.c src/core/help/offers.h \
	src/core/help/shells.c
