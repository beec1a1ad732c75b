# the screen in memory, looks, keys, the terminal
libui_a_SOURCES += \
	src/ui/colour.c src/ui/colour.h \
	src/ui/editor.c src/ui/editor.h \
	src/ui/editor_do.c \
	src/ui/editor_draw.c \
	src/ui/editor_layout.c \
	src/ui/editor_motion.c \
	src/ui/editor_private.h \
	src/ui/grid.c src/ui/grid.h src/ui/grid_private.h \
	src/ui/grid_draw.c src/ui/grid_dump.c \
	src/ui/input.c src/ui/input.h \
	src/ui/look.c src/ui/look.h \
	src/ui/paste.c src/ui/paste.h \
	src/ui/sequence.c src/ui/sequence.h \
	src/ui/sgr.c src/ui/sgr.h \
	src/ui/term.c src/ui/term.h \
	src/ui/term_cell.c src/ui/term_cell.h \
	src/ui/term_kind.c src/ui/term_kind.h \
	src/ui/term_line.c src/ui/term_line.h \
	src/ui/term_modes.c src/ui/term_modes.h \
	src/ui/term_private.h src/ui/term_show.c \
	src/ui/theme.c src/ui/theme.h
