# the screen in memory, looks, keys, the terminal
libui_a_SOURCES += \
	src/ui/editor.c src/ui/editor.h \
	src/ui/editor_do.c \
	src/ui/editor_draw.c \
	src/ui/editor_layout.c \
	src/ui/editor_motion.c \
	src/ui/editor_private.h \
	src/ui/grid.h \
	src/ui/input.h \
	src/ui/look.h \
	src/ui/term.h
