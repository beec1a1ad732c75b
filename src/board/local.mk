# the board and its screens
libui_a_SOURCES += \
	src/board/board.h
