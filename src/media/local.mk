libmedia_a_SOURCES += \
	src/media/annotations.c src/media/annotations.h \
	src/media/av.c src/media/av.h \
	src/media/camera.c src/media/camera.h \
	src/media/cast.c \
	src/media/cells.c src/media/cells.h \
	src/media/chain.c src/media/chain.h \
	src/media/check.c src/media/check.h \
	src/media/detect.c \
	src/media/dictionary.c src/media/dictionary.h \
	src/media/encode.c src/media/encode.h \
	src/media/fdio.c src/media/fdio.h \
	src/media/fit.c src/media/fit.h \
	src/media/input.c src/media/input.h src/media/input_inside.h \
	src/media/input_open.c src/media/input_whole.c \
	src/media/join.c \
	src/media/lay.c src/media/lay.h \
	src/media/lexicon.c src/media/lexicon.h \
	src/media/mix.c src/media/mix.h \
	src/media/mp4.c src/media/mp4.h \
	src/media/overlap.c \
	src/media/overlay.c \
	src/media/picture.c \
	src/media/places.c src/media/places.h \
	src/media/probe.c \
	src/media/raster.c src/media/raster.h \
	src/media/read.c src/media/read.h \
	src/media/reel.c src/media/reel.h \
	src/media/request.c src/media/request.h \
	src/media/rows.c src/media/rows.h \
	src/media/sandbox.c src/media/sandbox.h \
	src/media/segment.c \
	src/media/sniff.c src/media/sniff.h \
	src/media/sound.c src/media/sound.h \
	src/media/stage.c src/media/stage.h \
	src/media/stage_verb.c \
	src/media/task.c src/media/task.h \
	src/media/verbs.c \
	src/media/words.c src/media/words.h
scenetty_media_SOURCES += src/media/main.c
