libmedia_a_SOURCES += \
	src/media/av.c src/media/av.h \
	src/media/encode.c src/media/encode.h \
	src/media/fdio.c src/media/fdio.h \
	src/media/input.c src/media/input.h \
	src/media/mp4.c src/media/mp4.h \
	src/media/sniff.c src/media/sniff.h \
	src/media/sound.c src/media/sound.h \
	src/media/stage.h \
	src/media/task.c src/media/task.h
scenetty_media_SOURCES += src/media/main.c
