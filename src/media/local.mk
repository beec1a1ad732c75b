libmedia_a_SOURCES += \
	src/media/stage/annotations.c src/media/stage/annotations.h \
	src/media/av.c src/media/av.h \
	src/media/clip/box.c src/media/clip/box.h \
	src/media/stage/camera.c src/media/stage/camera.h \
	src/media/stage/cast.c \
	src/media/clip/cells.c src/media/clip/cells.h \
	src/media/cut/chain.c src/media/cut/chain.h \
	src/media/cut/check.c src/media/cut/check.h \
	src/media/stage/detect.c \
	src/media/stage/dictionary.c src/media/stage/dictionary.h \
	src/media/cut/encode.c src/media/cut/encode.h \
	src/media/fdio.c src/media/fdio.h \
	src/media/cut/fit.c src/media/cut/fit.h \
	src/media/clip/halves.c src/media/clip/halves.h \
	src/media/clip/input.c src/media/clip/input.h src/media/clip/input_inside.h \
	src/media/clip/input_open.c src/media/clip/input_whole.c \
	src/media/cut/join.c \
	src/media/cut/lay.c src/media/cut/lay.h \
	src/media/stage/lexicon.c src/media/stage/lexicon.h \
	src/media/cut/mix.c src/media/cut/mix.h \
	src/media/cut/mp4.c src/media/cut/mp4.h \
	src/media/cut/overlap.c \
	src/media/stage/overlay.c \
	src/media/clip/picture.c \
	src/media/clip/play.c \
	src/media/places.c src/media/places.h \
	src/media/clip/probe.c \
	src/media/clip/raster.c src/media/clip/raster.h \
	src/media/stage/read.c src/media/stage/read.h \
	src/media/cut/reel.c src/media/cut/reel.h \
	src/media/cut/request.c src/media/cut/request.h \
	src/media/stage/rows.c src/media/stage/rows.h \
	src/media/sandbox.c src/media/sandbox.h \
	src/media/cut/segment.c \
	src/media/clip/sniff.c src/media/clip/sniff.h \
	src/media/cut/sound.c src/media/cut/sound.h \
	src/media/stage/stage.c src/media/stage/stage.h \
	src/media/stage/stage_verb.c src/media/stage/stage_verb.h \
	src/media/cut/still.c \
	src/media/cut/still_file.c src/media/cut/still_file.h \
	src/media/task.c src/media/task.h \
	src/media/verbs.c \
	src/media/stage/words.c src/media/stage/words.h
scenetty_media_SOURCES += src/media/main.c
# the animatic's drawing
libmedia_a_SOURCES += \
	src/media/draw/animatic.c \
	src/media/draw/arrow.c src/media/draw/arrow.h \
	src/media/draw/art.c src/media/draw/art.h \
	src/media/draw/backdrop.c src/media/draw/backdrop.h \
	src/media/draw/lens.c src/media/draw/lens.h \
	src/media/draw/chance.c src/media/draw/chance.h \
	src/media/draw/colour.c src/media/draw/colour.h \
	src/media/draw/comb.c src/media/draw/comb.h \
	src/media/draw/compose.c src/media/draw/compose.h \
	src/media/draw/composer.h src/media/draw/framing.c \
	src/media/draw/cutout.c src/media/draw/cutout.h \
	src/media/draw/easel.c src/media/draw/easel.h \
	src/media/draw/enlarge.c src/media/draw/enlarge.h \
	src/media/draw/figure.c src/media/draw/figure.h \
	src/media/draw/frame.c src/media/draw/frame.h \
	src/media/draw/layer.c src/media/draw/layer.h \
	src/media/draw/look.c src/media/draw/look.h \
	src/media/draw/marks.c src/media/draw/marks.h \
	src/media/draw/panel.c src/media/draw/panel.h \
	src/media/draw/pictogram.c src/media/draw/pictogram.h \
	src/media/draw/roomtone.c src/media/draw/roomtone.h \
	src/media/draw/slate.c src/media/draw/slate.h \
	src/media/draw/sprite.c src/media/draw/sprite.h \
	src/media/draw/tight.h \
	src/media/draw/type.c src/media/draw/type.h \
	src/media/draw/weather.c src/media/draw/weather.h \
	src/media/draw/scenery.c src/media/draw/scenery.h \
	src/media/draw/scenery_air.c src/media/draw/scenery_land.c \
	src/media/draw/scenery_sky.c \
	src/media/draw/scenery_town.c src/media/draw/scenery_water.c
