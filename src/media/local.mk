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
	src/media/stage_verb.c src/media/stage_verb.h \
	src/media/task.c src/media/task.h \
	src/media/verbs.c \
	src/media/words.c src/media/words.h
scenetty_media_SOURCES += src/media/main.c
# the animatic's drawing
libmedia_a_SOURCES += \
	src/media/animatic.c \
	src/media/arrow.c src/media/arrow.h \
	src/media/art.c src/media/art.h \
	src/media/lens.c src/media/lens.h \
	src/media/chance.c src/media/chance.h \
	src/media/colour.c src/media/colour.h \
	src/media/comb.c src/media/comb.h \
	src/media/compose.c src/media/compose.h \
	src/media/composer.h src/media/framing.c \
	src/media/cutout.c src/media/cutout.h \
	src/media/easel.c src/media/easel.h \
	src/media/enlarge.c src/media/enlarge.h \
	src/media/figure.c src/media/figure.h \
	src/media/frame.c src/media/frame.h \
	src/media/layer.c src/media/layer.h \
	src/media/look.c src/media/look.h \
	src/media/marks.c src/media/marks.h \
	src/media/panel.c src/media/panel.h \
	src/media/pictogram.c src/media/pictogram.h \
	src/media/roomtone.c src/media/roomtone.h \
	src/media/slate.c src/media/slate.h \
	src/media/sprite.c src/media/sprite.h \
	src/media/type.c src/media/type.h \
	src/media/weather.c src/media/weather.h \
	src/media/scenery.c src/media/scenery.h \
	src/media/scenery_air.c src/media/scenery_land.c \
	src/media/scenery_town.c src/media/scenery_water.c
