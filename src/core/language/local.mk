# words, commands, keys: what can be typed
libcore_a_SOURCES += \
	src/core/language/call.c src/core/language/call.h \
	src/core/language/call_words.c \
	src/core/language/command.c src/core/language/command.h \
	src/core/language/key.c src/core/language/key.h \
	src/core/language/key_list.c src/core/language/key_list.h \
	src/core/language/keymap.c src/core/language/keymap.h \
	src/core/language/keymap_file.c \
	src/core/language/keymap_line.c src/core/language/keymap_line.h \
	src/core/language/near.c src/core/language/near.h \
	src/core/language/words.c src/core/language/words.h
