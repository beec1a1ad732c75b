# the screen in memory, looks, keys, the terminal
libui_a_SOURCES += \
	src/ui/editor.h \
	src/ui/grid.h \
	src/ui/input.h \
	src/ui/look.h \
	src/ui/term.h
