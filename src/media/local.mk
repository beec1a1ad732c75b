libmedia_a_SOURCES += \
	src/media/encode.h \
	src/media/stage.h \
	src/media/task.h
scenetty_media_SOURCES += src/media/main.c
