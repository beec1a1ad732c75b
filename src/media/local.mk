libmedia_a_SOURCES += \
	src/media/av.c src/media/av.h \
	src/media/encode.c src/media/encode.h \
	src/media/mp4.c src/media/mp4.h \
	src/media/sound.c src/media/sound.h \
	src/media/stage.h \
	src/media/task.h
scenetty_media_SOURCES += src/media/main.c
